"""A parameter that is misspelt, where there is a default."""


class Bounds(Variables):
    LEFT = Counter(param("MOST", 2))


class Student(Opener):
    hear = Opener.hear.but(do=[*Opener.hear.do, Bounds.LEFT.set_to(1)])


System(Student, Opener, LOSSY_BAG, params={"MOSTT": 3})
