"""A guard in quotes."""


class Student(Blank):
    go = row(at=IDLE, on=call("go"), when="TRIES < 3", to=OPEN)
