"""RETURN is a word of its own."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    go = row(at=IDLE, on=call("go"), to=OPEN, then=True)
