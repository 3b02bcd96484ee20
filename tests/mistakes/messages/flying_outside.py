"""A number that the number space does not have."""


class Listener(Machine):
    """Remembers one of the peer's numbers."""

    start, final = IDLE, (IDLE,)

    hear = row(at=IDLE, on=arrival(SEG), do=[TCB.IRS.set_to(SEG.SEQ)])


system = System(Listener, Listener, LOSSY, modulus=64, in_flight=(SEG.flying("B", SEQ=90),))
