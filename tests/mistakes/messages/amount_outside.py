"""Three octets where two fit."""


class Student(Blank):
    go = row(at=IDLE, on=call("go"), do=[DATA.send(SEQ=TCB.ISS, LEN=3)], to=OPEN)
