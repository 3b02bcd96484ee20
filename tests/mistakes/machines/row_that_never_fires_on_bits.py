"""A row for all segments stands above one for some."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    every = row(at=IDLE, on=arrival(FLAGGED), then=RETURN)
    syn = row(at=IDLE, on=arrival(FLAGGED, FLAGGED.CTL, Ctl.SYN), to=OPEN)
