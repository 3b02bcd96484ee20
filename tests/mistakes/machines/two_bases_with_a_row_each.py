"""Which of two is meant?"""


class Deaf(Opener):
    hear = Opener.hear.but(do=[])


class Gone(Opener):
    hear = Opener.hear.never()


class Both(Deaf, Gone):
    """Deaf and gone."""
