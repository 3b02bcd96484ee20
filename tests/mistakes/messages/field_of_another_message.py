"""A field of another message once more."""


class RESET(Message):
    """A reset."""

    SEQ = SEG.SEQ
