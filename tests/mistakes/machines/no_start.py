"""Where does it start?"""


class Student(Machine):
    go = row(at=IDLE, on=call("go"), to=OPEN)
    back = row(at=OPEN, on=call("back"), to=IDLE)
