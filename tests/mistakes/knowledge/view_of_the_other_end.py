"""A looks at what B keeps."""

Knows(A, B[TCB.SENT], view=(B[TCB.TOLD],))
