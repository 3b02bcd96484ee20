"""A number where bits are meant."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    hear = row(at=IDLE, on=arrival(FLAGGED), when=FLAGGED.CTL.has(2), to=OPEN)
