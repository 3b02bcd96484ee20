"""A variable's name in quotes."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    go = row(at=IDLE, on=call("go"), do=[SEG.send(SEQ="ISS")], to=OPEN)
