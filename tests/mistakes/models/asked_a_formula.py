"""A formula where a property is meant."""

safe = NeverStuck("somebody moves", A.is_in(OPEN))

opening = Model(System(Opener, Opener, LOSSY), asks(A.is_in(OPEN)))
