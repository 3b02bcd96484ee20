"""None instead of an empty list."""


class Student(Blank):
    go = row(at=IDLE, on=call("go"), do=None, to=OPEN)
