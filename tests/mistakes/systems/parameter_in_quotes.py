"""A parameter that is a text."""

System(Opener, Opener, LOSSY_BAG, params={"MOST": "3"})
