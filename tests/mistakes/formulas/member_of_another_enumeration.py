"""A light cannot show a fruit."""


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


class Student(Blank):
    go = row(at=IDLE, on=call("go"), when=LIGHT.SHOWN == Fruit.APPLE, to=OPEN)
