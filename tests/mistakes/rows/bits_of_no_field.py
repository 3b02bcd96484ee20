"""Bits, but of which field?"""


class Student(Blank):
    go = row(at=IDLE, on=arrival(FLAGGED, mask=Ctl.SYN), to=OPEN)
