"""A comparison in front of implies lacks its brackets."""

Sometimes("once", A[TCB.ISS] == B[TCB.IRS].implies(A.is_in(OPEN)))
