"""What does the user call?"""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    go = row(at=IDLE, on=call(), to=OPEN)
