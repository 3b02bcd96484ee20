"""A limit of a call that nobody waits for."""

system = System(Opener, Opener, LOSSY, at_most={call("close"): 1})
