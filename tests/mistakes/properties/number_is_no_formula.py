"""A number where a formula is meant."""

counted = Sometimes("A counts", A[TCB.ISS])
