"""A bound of which the value is left open."""


class Patience(Variables):
    """How often an end has tried."""

    TRIES = Counter(param("MOST"))


class Patient(Machine):
    """Tries."""

    start, final = IDLE, (IDLE,)

    again = row(at=IDLE, on=timer("again"), when=Patience.TRIES < 1, do=[Patience.TRIES.set_to(1)])


system = System(Patient, Patient, LOSSY)
