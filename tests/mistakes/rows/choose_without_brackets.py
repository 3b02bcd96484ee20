"""A choice that is not made."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    go = row(at=IDLE, on=call("go"), do=[TCB.ISS.choose], to=OPEN)
