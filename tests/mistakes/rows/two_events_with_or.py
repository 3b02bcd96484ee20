"""Two events with Python's or."""


class Student(Opener):
    close = row(at=OPEN, on=call("close") or call("abort"), to=IDLE)
