"""A promise is told first too."""

asked = LeadsTo(A.is_in(IDLE), A.is_in(OPEN), "it opens")
