# type: ignore  # wrong on purpose
"""A kind of field, not a field."""

from spec.notation import Message, Number


class FIN(Message):
    """The end."""

    SEQ = Number
