"""A number is chosen for a counter."""


class Student(Blank):
    go = row(at=IDLE, on=call("open"), do=[TCB.TRIES.choose()], to=OPEN)
