"""States in a list."""

Sometimes("A is somewhere", A.is_in([IDLE, OPEN]))
