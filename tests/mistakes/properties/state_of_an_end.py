"""An end's state as an attribute."""

Sometimes("A is open", A.state == OPEN)
