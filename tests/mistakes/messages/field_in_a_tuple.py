"""A comma behind a field."""


class RESET(Message):
    """A reset."""

    SEQ = Number(Theirs),  # fmt: skip
