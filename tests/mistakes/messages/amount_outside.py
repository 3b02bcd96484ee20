"""Three octets where two fit."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    go = row(at=IDLE, on=call("go"), do=[DATA.send(SEQ=TCB.ISS, LEN=3)], to=OPEN)
