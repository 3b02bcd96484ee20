"""A field that is not declared, in flight."""

old = SEG.flying("B", NUM=90)
