"""A kind of field, not a field."""


class FIN(Message):
    """The end."""

    SEQ = Number
