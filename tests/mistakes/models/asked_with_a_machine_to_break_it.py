"""A machine where a change of the system is meant."""

safe = NeverStuck("somebody moves", A.is_in(OPEN))

opening = Model(System(Opener, Opener, LOSSY), asks(ask(safe, broken_by=Opener)))
