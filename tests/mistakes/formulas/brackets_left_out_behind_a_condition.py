"""A comparison behind & lacks its brackets."""

Sometimes("A is open with its number", A.is_in(OPEN) & A[TCB.ISS] == B[TCB.IRS])
