"""The same variable twice."""


class Student(Machine):
    start, final = IDLE, (IDLE, OPEN)

    hear = row(at=IDLE, on=arrival(SEG), do=[TCB.ISS.choose(), TCB.ISS.set_to(SEG.ACK)], to=OPEN)
