"""One effect, not in a list."""


class Student(Blank):
    go = row(at=IDLE, on=call("go"), do=TCB.ISS.choose(), to=OPEN)
