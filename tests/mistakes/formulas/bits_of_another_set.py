"""A number where bits are meant."""


class Student(Blank):
    hear = row(at=IDLE, on=arrival(FLAGGED), when=FLAGGED.CTL.has(2), to=OPEN)
