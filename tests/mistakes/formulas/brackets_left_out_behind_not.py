"""A comparison behind ~ lacks its brackets."""

Sometimes("once", ~A[TCB.ISS] == B[TCB.IRS])
