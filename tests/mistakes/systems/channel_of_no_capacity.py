"""Nothing fits into it."""

LINE = LOSSY.holding(0)
