"""A table says nothing of what."""

WhoKnows("who knows", A[TCB.TOLD])
