"""One name for two rows."""


class Student(Blank):
    go = row(at=IDLE, on=call("go"), to=OPEN)
    go = row(at=OPEN, on=call("back"), to=IDLE)
