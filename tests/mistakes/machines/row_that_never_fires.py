"""An unguarded RETURN above takes its event."""


class Student(Blank):
    first = row(at=(IDLE, OPEN), on=call("go"), to=OPEN, then=RETURN)
    second = row(at=OPEN, on=call("go"), to=IDLE)
