"""A property that counts up to a parameter of no system."""

from checker.verdicts.exploring import explore

few = Always("few tries", A[TCB.TRIES] <= param("MOST"), Sometimes("open", A.is_in(OPEN)))
explore(system, [few])
