# type: ignore  # wrong on purpose
"""A bound of which the value is left open."""

from spec.notation import LOSSY, Counter, Machine, State, System, Variables, param, row, timer


class Where(State):
    """Where an end stands."""

    IDLE = "IDLE"
    OPEN = "OPEN"


IDLE, OPEN = Where


class Patience(Variables):
    """How often an end has tried."""

    TRIES = Counter(param("MOST"))


class Patient(Machine):
    """Tries."""

    start, final = IDLE, (IDLE,)

    again = row(at=IDLE, on=timer("again"), when=Patience.TRIES < 1, do=[Patience.TRIES.set_to(1)])


system = System(Patient, Patient, LOSSY)
