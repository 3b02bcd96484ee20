"""A number of the protocol, written out."""


class Student(Blank):
    go = row(at=IDLE, on=call("go"), do=[TCB.ISS.set_to(100)], to=OPEN)
