"""An end in place of its name."""

System(Opener, Opener, LOSSY_BAG, start={B: at(OPEN)})
