"""The rows as a tuple."""


class More(Opener):
    rows = (Opener.open,)
