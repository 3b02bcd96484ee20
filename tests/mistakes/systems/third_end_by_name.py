"""A third end has a name."""

SYSTEM = System(Opener, Blank, C=Opener, channel=LOSSY)
