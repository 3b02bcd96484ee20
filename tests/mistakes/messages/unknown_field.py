"""A field that is not declared."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    go = row(at=IDLE, on=call("go"), do=[SEG.send(SEQ=TCB.ISS, WND=4)], to=OPEN)
