"""A field that is not declared."""


class Student(Blank):
    go = row(at=IDLE, on=call("go"), do=[SEG.send(SEQ=TCB.ISS, WND=4)], to=OPEN)
