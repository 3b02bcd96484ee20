"""One name for two rows."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    go = row(at=IDLE, on=call("go"), to=OPEN)
    go = row(at=OPEN, on=call("back"), to=IDLE)
