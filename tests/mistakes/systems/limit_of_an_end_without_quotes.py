"""An end in place of its name."""

System(Opener, Opener, LOSSY_BAG, at_most={(B, call("open")): 1})
