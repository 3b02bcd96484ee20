"""Bits, but of which field?"""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    go = row(at=IDLE, on=arrival(FLAGGED, mask=Ctl.SYN), to=OPEN)
