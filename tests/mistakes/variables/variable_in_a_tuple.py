"""A comma behind a variable."""


class More(Variables):
    """What else an end keeps."""

    LEFT = Counter(2),  # fmt: skip
