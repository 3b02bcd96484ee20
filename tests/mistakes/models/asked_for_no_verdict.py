"""A verdict that is not one."""

safe = NeverStuck("somebody moves", A.is_in(OPEN))

opening = Model(System(Opener, Opener, LOSSY), asks(ask(safe, "violated")))
