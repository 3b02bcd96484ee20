"""A property that is asked twice."""

safe = NeverStuck("somebody moves", A.is_in(OPEN))

opening = Model(System(Opener, Opener, LOSSY), asks(safe, safe))
