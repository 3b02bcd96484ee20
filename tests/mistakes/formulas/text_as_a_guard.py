"""A guard in quotes."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    go = row(at=IDLE, on=call("go"), when="TRIES < 3", to=OPEN)
