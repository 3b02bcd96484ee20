"""An end in place of its name."""

System(Opener, Opener, LOSSY_BAG, isn={A: fresh(100), B: fresh(300)})
