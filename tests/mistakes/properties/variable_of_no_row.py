"""A variable that the machine does not have, asked in a run."""

from checker.verdicts.exploring import explore

asked = Sometimes("A has a next number", A[TCB.NXT] == A[TCB.ISS])

explore(System(Opener, Opener, LOSSY), [asked])
