"""A comma behind a property makes a tuple of it."""

kept = (Sometimes("A is open", A.is_in(OPEN)),)
model = Model(system, asks(kept))
