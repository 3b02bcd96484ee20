# type: ignore  # wrong on purpose
"""A row for all segments stands above one for some."""

import enum

from spec.notation import RETURN, ControlBits, Machine, Message, State, arrival, row


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

    every = row(at=IDLE, on=arrival(FLAGGED), then=RETURN)
    syn = row(at=IDLE, on=arrival(FLAGGED, FLAGGED.CTL, Ctl.SYN), to=OPEN)
