"""Bits of a field that the message does not have."""


class Student(Blank):
    go = row(at=IDLE, on=arrival(SEG, FLAGGED.CTL, Ctl.SYN), to=OPEN)
