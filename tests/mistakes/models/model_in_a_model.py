"""A model is no system."""

inner = Model(system, {"opens": Sometimes("A opens", A.is_in(OPEN))})
outer = Model(inner, {})
