"""Python's own True."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    go = row(at=IDLE, on=call("go"), do=[TCB.PASSIVE.set_to(True)], to=OPEN)
