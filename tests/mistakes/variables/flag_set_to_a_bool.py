"""Python's own True."""


class Student(Blank):
    go = row(at=IDLE, on=call("go"), do=[TCB.PASSIVE.set_to(True)], to=OPEN)
