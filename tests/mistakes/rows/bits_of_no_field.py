# type: ignore  # wrong on purpose
"""Bits, but of which field?"""

import enum

from spec.notation import ControlBits, Machine, Message, State, arrival, row


class Where(State):
    """Where an end stands."""

    IDLE = "IDLE"
    OPEN = "OPEN"


IDLE, OPEN = Where


class Ctl(enum.IntFlag):
    """Control bits."""

    SYN = 1
    ACK = 2


class FLAGGED(Message):
    """A segment with control bits."""

    CTL = ControlBits(Ctl)


class Student(Machine):
    """A machine with a mistake."""

    start, final = IDLE, (IDLE, OPEN)

    go = row(at=IDLE, on=arrival(FLAGGED, mask=Ctl.SYN), to=OPEN)
