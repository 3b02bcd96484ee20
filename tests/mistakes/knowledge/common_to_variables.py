"""Two ends have no variable in common."""

CommonKnowledge(B[TCB.SENT], view=(A[TCB.TOLD],))
