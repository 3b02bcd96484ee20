"""A number is divided."""

even = A[TCB.ISS] % 2 == 0
