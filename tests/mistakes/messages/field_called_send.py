"""A field with a name that every message has."""


class RESET(Message):
    """A reset."""

    send = Number(Theirs)
