"""Columns by their places."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    go = row(IDLE, call("go"), OPEN)
