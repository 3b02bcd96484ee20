"""Over what?"""

system = System(Opener, Opener)
