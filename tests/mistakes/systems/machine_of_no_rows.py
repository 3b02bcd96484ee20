"""A machine without rows."""


class Empty(Machine):
    """Nothing yet."""


system = System(Empty, Opener, LOSSY)
