"""A comparison where a variable is to be set."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    go = row(at=IDLE, on=call("go"), do=[TCB.ISS == TCB.NXT], to=OPEN)
