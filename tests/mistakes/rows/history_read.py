"""A rule may not know what is only remembered."""


class Student(Blank):
    go = row(at=IDLE, on=call("go"), when=~TCB.WAS, do=[TCB.WAS.set_to(TRUE)], to=OPEN)
