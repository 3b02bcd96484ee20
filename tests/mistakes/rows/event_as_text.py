"""An event in quotes."""


class Student(Blank):
    go = row(at=IDLE, on="SYN", to=OPEN)
