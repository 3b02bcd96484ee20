"""A state in quotes, in the beginning."""

system = System(Opener, Opener, LOSSY, start={"A": at("OPEN")})
