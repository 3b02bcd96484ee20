"""A bound that is not there."""

system = System(Opener, Opener, LOSSY, modulo=64)
