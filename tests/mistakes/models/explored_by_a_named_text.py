"""A name with a text in place of its property."""

from checker.verdicts.exploring import explore

explore(System(Opener, Opener, LOSSY), {"safe": "never both open"})
