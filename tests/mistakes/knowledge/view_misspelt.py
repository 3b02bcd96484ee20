"""No view is called that."""

Knows(A, B[TCB.SENT], view="everything")
