"""A property that nobody gave a name."""

safe = NeverStuck("somebody moves", A.is_in(OPEN))

opening = Model(System(Opener, Opener, LOSSY), asks(safe, NeverStuck("it goes on", B.is_in(OPEN))))
