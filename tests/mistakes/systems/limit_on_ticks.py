"""Time is not limited."""

system = System(Opener, Opener, AGED(1), at_most={TICK: 3})
