"""Fields have names."""


class Student(Blank):
    go = row(at=IDLE, on=call("go"), do=[SEG.send(TCB.ISS)], to=OPEN)
