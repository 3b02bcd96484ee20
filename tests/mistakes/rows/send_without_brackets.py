"""A message that is not sent."""


class Student(Blank):
    go = row(at=IDLE, on=call("go"), do=[SEG.send], to=OPEN)
