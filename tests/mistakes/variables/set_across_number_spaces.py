"""ACK where SEQ was meant."""


class Student(Blank):
    hear = row(at=IDLE, on=arrival(SEG), do=[TCB.IRS.set_to(SEG.ACK)], to=OPEN)
