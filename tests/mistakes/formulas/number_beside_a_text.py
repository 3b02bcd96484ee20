"""A sequence number is compared with a number in quotes."""

Sometimes("A has chosen", A[TCB.ISS] == "100")
