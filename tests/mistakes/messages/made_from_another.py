# type: ignore  # wrong on purpose
"""A message made from a message."""

from spec.notation import Amount, Message, Number, Ours, Theirs


class SEG(Message):
    """A segment."""

    SEQ = Number(Theirs)
    ACK = Number(Ours)


class FIN(SEG):
    """A segment that ends."""

    LEN = Amount(1)
