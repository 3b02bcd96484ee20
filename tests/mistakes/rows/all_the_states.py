"""The enumeration instead of its members."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    go = row(at=Where, on=call("go"), to=OPEN)
