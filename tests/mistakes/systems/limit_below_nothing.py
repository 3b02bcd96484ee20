"""Less often than never."""

system = System(Opener, Opener, LOSSY, at_most={call("open"): -1})
