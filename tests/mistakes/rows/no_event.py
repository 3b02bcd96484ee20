"""What does it wait for?"""


class Student(Blank):
    go = row(at=IDLE, to=OPEN)
