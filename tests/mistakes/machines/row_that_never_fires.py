"""An unguarded RETURN above takes its event."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    first = row(at=(IDLE, OPEN), on=call("go"), to=OPEN, then=RETURN)
    second = row(at=OPEN, on=call("go"), to=IDLE)
