"""The enumeration instead of its members."""


class Student(Blank):
    go = row(at=Where, on=call("go"), to=OPEN)
