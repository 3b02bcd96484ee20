"""A looks at what only properties remember."""

Knows(A, B[TCB.SENT], view=(A[TCB.SENT],))
