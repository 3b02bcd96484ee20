"""A message made from a message."""


class FIN(SEG):
    """A segment that ends."""

    LEN = Amount(1)
