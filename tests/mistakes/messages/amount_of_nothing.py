"""An amount that counts to nothing."""


class Empty(Message):
    """Nothing."""

    LEN = Amount(-1)
