"""A row that is struck out already."""


class Deaf(Opener):
    hear = Opener.hear.never()


class Deafer(Deaf):
    hear = Deaf.hear.never()
