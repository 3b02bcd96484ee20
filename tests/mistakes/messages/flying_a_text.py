# type: ignore  # wrong on purpose
"""A number in quotes, in flight."""

from spec.notation import Message, Number, Ours, Theirs


class SEG(Message):
    """A segment."""

    SEQ = Number(Theirs)
    ACK = Number(Ours)


old = SEG.flying("B", SEQ="90")
