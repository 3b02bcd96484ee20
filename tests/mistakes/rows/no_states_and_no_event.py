"""Only where it leads."""


class Student(Blank):
    go = row(to=OPEN)
