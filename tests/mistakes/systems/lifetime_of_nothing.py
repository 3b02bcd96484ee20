"""A message that dies before it is sent."""

system = System(Opener, Opener, AGED(0))
