"""Four of three tries."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    go = row(at=IDLE, on=call("go"), do=[TCB.TRIES.set_to(4)], to=OPEN)
