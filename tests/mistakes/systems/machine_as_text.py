"""A machine in quotes."""

system = System("Opener", Opener, LOSSY)
