"""One of several states in quotes."""


class Student(Blank):
    go = row(at=(IDLE, "OPEN"), on=call("go"))
