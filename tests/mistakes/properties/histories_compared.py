"""Two histories compared."""

Sometimes("the same", A[TCB.PAST] == B[TCB.PAST])
