"""The same variable twice."""


class Student(Blank):
    hear = row(at=IDLE, on=arrival(SEG), do=[TCB.ISS.choose(), TCB.ISS.set_to(SEG.ACK)], to=OPEN)
