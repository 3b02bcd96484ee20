"""A variable that no row sets, and start does."""


class Student(Opener):
    hear = Opener.hear.but(when=TCB.TRIES > 0)


System(Student, Opener, LOSSY_BAG, start={"A": at(IDLE, (TCB.TRIES, 3))})
