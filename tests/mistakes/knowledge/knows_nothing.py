"""What is known is not said."""

Knows(A)
