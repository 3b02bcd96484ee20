"""A message in quotes."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    go = row(at=IDLE, on=arrival("SYN"), to=OPEN)
