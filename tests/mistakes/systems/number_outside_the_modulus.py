"""A guard names a sequence number that the system does not have."""


class Student(Opener):
    hear = Opener.hear.but(when=SEG.SEQ == 5000)


System(Student, Opener, LOSSY_BAG)
