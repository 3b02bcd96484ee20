"""Whose numbers are they?"""

system = System(Opener, Opener, LOSSY, isn=fresh(100))
