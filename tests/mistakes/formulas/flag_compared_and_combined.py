"""The same, inside a larger formula."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    go = row(at=IDLE, on=call("go"), when=(TCB.PASSIVE == TRUE) & (TCB.ISS == TCB.NXT), to=OPEN)
