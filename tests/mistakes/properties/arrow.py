"""An arrow of another language."""

asked = Sometimes("either", A.is_in(OPEN) >> B.is_in(OPEN))
