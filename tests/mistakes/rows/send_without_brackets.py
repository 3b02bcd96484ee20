"""A message that is not sent."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    go = row(at=IDLE, on=call("go"), do=[SEG.send], to=OPEN)
