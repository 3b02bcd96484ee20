"""An override that says the same."""


class Same(Opener):
    hear = Opener.hear.but(at=OPEN)
