"""An end in quotes."""

Knows("A", B[TCB.SENT])
