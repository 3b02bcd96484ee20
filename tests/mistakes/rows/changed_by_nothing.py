"""An override without a column."""


class Same(Opener):
    hear = Opener.hear.but()
