"""RETURN is a word of its own."""


class Student(Blank):
    go = row(at=IDLE, on=call("go"), to=OPEN, then=True)
