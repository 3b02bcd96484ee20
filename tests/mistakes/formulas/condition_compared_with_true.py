"""A flag compared with True."""

Sometimes("once", A[TCB.PASSIVE] == True)  # noqa: E712  # the mistake
