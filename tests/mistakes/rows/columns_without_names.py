"""Columns by their places."""


class Student(Blank):
    go = row(IDLE, call("go"), OPEN)
