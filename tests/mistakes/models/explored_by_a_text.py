"""A property in quotes."""

from checker.explore import explore

explore(System(Opener, Opener, LOSSY), ["safe"])
