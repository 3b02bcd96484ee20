"""Fields have names."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    go = row(at=IDLE, on=call("go"), do=[SEG.send(TCB.ISS)], to=OPEN)
