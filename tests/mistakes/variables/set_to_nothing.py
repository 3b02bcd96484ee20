"""set_to() without a value."""


class Student(Blank):
    go = row(at=IDLE, on=call("go"), do=[TCB.ISS.set_to()], to=OPEN)
