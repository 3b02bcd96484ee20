"""A kind of message, and no message."""

system = System(Opener, Opener, LOSSY.attacked(SEG))
