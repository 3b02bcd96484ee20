# type: ignore  # wrong on purpose
"""The ends are A and B."""

from spec.notation import Message, Number, Ours, Theirs


class SEG(Message):
    """A segment."""

    SEQ = Number(Theirs)
    ACK = Number(Ours)


old = SEG.flying("server", SEQ=90)
