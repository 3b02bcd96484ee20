"""An end called with a variable."""

Sometimes("A is passive", A(TCB.PASSIVE))
