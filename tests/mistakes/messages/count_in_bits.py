"""A counter as control bits."""


class Student(Blank):
    go = row(at=IDLE, on=call("go"), do=[FLAGGED.send(CTL=TCB.TRIES)], to=OPEN)
