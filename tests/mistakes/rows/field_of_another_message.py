"""A field of a message that does not arrive."""


class Student(Blank):
    hear = row(at=IDLE, on=arrival(SEG), do=[TCB.IRS.set_to(DATA.SEQ)], to=OPEN)
