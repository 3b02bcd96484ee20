"""A limit of an end that is not there."""

system = System(Opener, Opener, LOSSY, at_most={("client", call("open")): 1})
