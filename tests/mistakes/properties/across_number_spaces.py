"""A's own number is compared with B's own."""

agree = Sometimes("both ends have one number", A[TCB.ISS] == B[TCB.ISS])
