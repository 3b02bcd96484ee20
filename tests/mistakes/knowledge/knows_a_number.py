"""A number is no formula."""

Knows(A, 3)
