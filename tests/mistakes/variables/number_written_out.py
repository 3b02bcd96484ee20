"""A number of the protocol, written out."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    go = row(at=IDLE, on=call("go"), do=[TCB.ISS.set_to(100)], to=OPEN)
