"""A message in quotes."""


class Student(Blank):
    go = row(at=IDLE, on=arrival("SYN"), to=OPEN)
