# type: ignore  # wrong on purpose
"""Bits of a field that the message does not have."""

import enum

from spec.notation import ControlBits, Machine, Message, Number, Ours, State, Theirs, arrival, row


class Where(State):
    """Where an end stands."""

    IDLE = "IDLE"
    OPEN = "OPEN"


IDLE, OPEN = Where


class Ctl(enum.IntFlag):
    """Control bits."""

    SYN = 1
    ACK = 2


class SEG(Message):
    """A segment."""

    SEQ = Number(Theirs)
    ACK = Number(Ours)


class FLAGGED(Message):
    """A segment with control bits."""

    CTL = ControlBits(Ctl)


class Student(Machine):
    """A machine with a mistake."""

    start, final = IDLE, (IDLE, OPEN)

    go = row(at=IDLE, on=arrival(SEG, FLAGGED.CTL, Ctl.SYN), to=OPEN)
