"""A third machine stands where the channel does."""

SYSTEM = System(Opener, Blank, Opener)
