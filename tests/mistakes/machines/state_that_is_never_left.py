"""A dead end that is not called one."""


class Student(Machine):
    start = IDLE

    go = row(at=IDLE, on=call("go"), to=OPEN)
