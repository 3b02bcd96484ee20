"""A comparison where a variable is to be set."""


class Student(Blank):
    go = row(at=IDLE, on=call("go"), do=[TCB.ISS == TCB.NXT], to=OPEN)
