"""An attacker who sends what does not exist."""


class SEG(Message):
    """A segment."""

    LEN = Amount(1)


system = System(Opener, Opener, LOSSY.attacked((SEG.flying("B", LEN=7),)))
