"""A comparison behind | lacks its brackets."""

Sometimes("A is open or has tried", A.is_in(OPEN) | A[TCB.TRIES] > 0)
