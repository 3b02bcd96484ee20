"""Four of three tries."""


class Student(Blank):
    go = row(at=IDLE, on=call("go"), do=[TCB.TRIES.set_to(4)], to=OPEN)
