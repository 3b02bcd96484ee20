"""A state that the machine does not have, asked in a run."""

from checker.verdicts.exploring import explore

asked = Sometimes("A is away", A.is_in(AWAY))

explore(System(Opener, Opener, LOSSY), [asked])
