"""A state in quotes."""


class Student(Blank):
    go = row(at="IDLE", on=call("go"), to=OPEN)
