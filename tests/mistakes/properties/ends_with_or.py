"""Two ends with Python's or."""

Sometimes("one is open", (A or B).is_in(OPEN))
