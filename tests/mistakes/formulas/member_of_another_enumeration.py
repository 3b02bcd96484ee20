# type: ignore  # wrong on purpose
"""A light cannot show a fruit."""

import enum

from spec.notation import EnumVar, Machine, State, Variables, call, row


class Where(State):
    """Where an end stands."""

    IDLE = "IDLE"
    OPEN = "OPEN"


IDLE, OPEN = Where


class Colour(enum.Enum):
    """The colours of a light."""

    RED = "red"
    GREEN = "green"


class Fruit(enum.Enum):
    """Something else."""

    APPLE = "apple"


class LIGHT(Variables):
    """What a light shows."""

    SHOWN = EnumVar(Colour)


class Student(Machine):
    """A machine with a mistake."""

    start, final = IDLE, (IDLE, OPEN)

    go = row(at=IDLE, on=call("go"), when=LIGHT.SHOWN == Fruit.APPLE, to=OPEN)
