"""A number that the number space does not have."""

system = System(Opener, Opener, LOSSY, modulus=64)
