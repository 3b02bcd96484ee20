"""A counter as control bits."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    go = row(at=IDLE, on=call("go"), do=[FLAGGED.send(CTL=TCB.TRIES)], to=OPEN)
