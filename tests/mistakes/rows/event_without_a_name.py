"""What does the user call?"""


class Student(Blank):
    go = row(at=IDLE, on=call(), to=OPEN)
