"""Fresh, or any of them?"""

system = System(Opener, Opener, LOSSY, isn={"A": (100, 200), "B": (300, 400)})
