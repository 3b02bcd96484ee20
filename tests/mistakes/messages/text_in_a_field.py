"""A variable's name in quotes."""


class Student(Blank):
    go = row(at=IDLE, on=call("go"), do=[SEG.send(SEQ="ISS")], to=OPEN)
