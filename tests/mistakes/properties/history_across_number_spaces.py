"""B's number where A's is remembered."""

asked = Sometimes("A has had B's number", A[TCB.PAST].has(B[TCB.ISS]))
