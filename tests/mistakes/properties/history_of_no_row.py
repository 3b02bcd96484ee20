"""A history that the machine does not keep, asked in a run."""

from checker.verdicts.exploring import explore

asked = Sometimes("A has had its number", A[TCB.PAST].has(A[TCB.ISS]))

explore(System(Opener, Opener, LOSSY), [asked])
