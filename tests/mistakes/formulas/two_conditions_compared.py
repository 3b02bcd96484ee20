"""Two flags compared."""

Sometimes("once", A[TCB.PASSIVE] == B[TCB.PASSIVE])
