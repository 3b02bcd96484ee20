"""B chooses, but from what?"""

system = System(Opener, Opener, LOSSY, isn={"A": fresh(100)})
