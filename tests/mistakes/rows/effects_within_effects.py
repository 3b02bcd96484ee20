"""Effects in brackets of their own."""


class Student(Blank):
    go = row(at=IDLE, on=call("open"), do=[(TCB.PASSIVE.set_to(TRUE), SEG.send())], to=OPEN)
