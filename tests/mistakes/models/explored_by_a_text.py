"""A property in quotes."""

from checker.verdicts.exploration import explore

explore(System(Opener, Opener, LOSSY), ["safe"])
