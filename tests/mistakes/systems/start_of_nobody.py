"""An end that is misspelt."""

System(Opener, Opener, LOSSY_BAG, start={"b": at(OPEN)})
