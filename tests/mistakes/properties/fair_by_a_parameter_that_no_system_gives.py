"""A narrowing by a parameter of no system."""

from checker.verdicts.exploring import explore

heard = strong(B.gets(arrival(SEG)), where=SEG.SEQ.since(TCB.IRS) < param("MOST"))
explore(system, [Eventually("it opens", A.is_in(OPEN), (heard,))])
