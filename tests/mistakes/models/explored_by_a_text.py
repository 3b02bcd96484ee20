"""A property in quotes."""

from checker.verdicts.exploring import explore

explore(System(Opener, Opener, LOSSY), ["safe"])
