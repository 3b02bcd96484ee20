"""Two states joined as if they were bits."""


class Student(Blank):
    go = row(at=IDLE | OPEN, on=call("open"), to=OPEN)
