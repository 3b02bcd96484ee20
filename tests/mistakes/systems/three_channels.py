"""One channel too many."""

system = System(Opener, Opener, (LOSSY, LOSSY, LOSSY))
