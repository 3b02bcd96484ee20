"""A sequence number is compared with a number below 0."""

Sometimes("A has chosen", A[TCB.ISS] == -1)
