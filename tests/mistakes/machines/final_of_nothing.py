"""No final states, written as None."""


class More(Opener):
    final = None
