"""Two states with Python's or."""

Sometimes("A is somewhere", A.is_in(IDLE or OPEN))
