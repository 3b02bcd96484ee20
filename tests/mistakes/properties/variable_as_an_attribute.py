"""An end's variable as an attribute."""

Sometimes("A is passive", A.PASSIVE)
