"""One of several states in quotes."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    go = row(at=(IDLE, "OPEN"), on=call("go"))
