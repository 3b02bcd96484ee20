"""Conditions are added up."""

both = sum([A.is_in(OPEN), B.is_in(OPEN)]) == 2
