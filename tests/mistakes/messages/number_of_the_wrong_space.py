"""SEQ and ACK the wrong way round."""


class Student(Blank):
    go = row(at=IDLE, on=call("go"), do=[SEG.send(SEQ=TCB.IRS, ACK=TCB.ISS)], to=OPEN)
