"""set_to() without a value."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    go = row(at=IDLE, on=call("go"), do=[TCB.ISS.set_to()], to=OPEN)
