"""A row for all segments stands above one for some."""


class Student(Blank):
    every = row(at=IDLE, on=arrival(FLAGGED), then=RETURN)
    syn = row(at=IDLE, on=arrival(FLAGGED, FLAGGED.CTL, Ctl.SYN), to=OPEN)
