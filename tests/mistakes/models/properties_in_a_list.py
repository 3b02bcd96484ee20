"""Properties without names."""

safe = NeverStuck("somebody moves", A.is_in(OPEN))

opening = Model(System(Opener, Opener, LOSSY), [safe])
