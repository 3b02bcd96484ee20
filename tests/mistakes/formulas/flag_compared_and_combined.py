"""The same, inside a larger formula."""


class Student(Blank):
    go = row(at=IDLE, on=call("go"), when=(TCB.PASSIVE == TRUE) & (TCB.ISS == TCB.NXT), to=OPEN)
