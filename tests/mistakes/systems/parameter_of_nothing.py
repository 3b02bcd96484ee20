"""A parameter for machines that have none."""

System(Opener, Opener, LOSSY_BAG, params={"MOST": 3})
