"""The start in quotes."""


class Student(Machine):
    start = "IDLE"

    go = row(at=IDLE, on=call("go"), to=OPEN)
    back = row(at=OPEN, on=call("back"), to=IDLE)
