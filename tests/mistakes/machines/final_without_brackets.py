"""One final state, not in brackets."""


class Student(Machine):
    start, final = IDLE, OPEN

    go = row(at=IDLE, on=call("go"), to=OPEN)
