"""A channel in quotes."""

system = System(Opener, Opener, "lossy")
