"""How often is yes?"""

System(Opener, Opener, LOSSY_BAG, at_most={call("open"): True})
