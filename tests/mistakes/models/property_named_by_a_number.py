"""A name is a text."""

opens = Model(system, {1: Sometimes("A opens", A.is_in(OPEN))})
