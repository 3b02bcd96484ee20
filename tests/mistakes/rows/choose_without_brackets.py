"""A choice that is not made."""


class Student(Blank):
    go = row(at=IDLE, on=call("go"), do=[TCB.ISS.choose], to=OPEN)
