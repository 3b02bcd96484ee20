"""A field with a name that says how the message is printed."""


class RESET(Message):
    """A reset."""

    text = Number(Theirs)
