"""They know it less than not at all."""

EveryoneKnows(B[TCB.SENT], -1)
