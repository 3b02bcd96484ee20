"""A promise has no such column."""

asked = Eventually("it opens", A.is_in(OPEN), reached=Sometimes("so", A.is_in(OPEN)))
