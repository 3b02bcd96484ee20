"""A counter that counts too far, found by running it."""

from checker.verdicts.exploring import explore


class Patience(Variables):
    """How often an end has tried."""

    TRIES = Counter(2)


class Eager(Machine):
    """Tries for ever."""

    start, final = IDLE, (IDLE,)

    again = row(at=IDLE, on=timer("again"), do=[Patience.TRIES.set_to(Patience.TRIES + 1)])


explore(System(Eager, Eager, LOSSY))
