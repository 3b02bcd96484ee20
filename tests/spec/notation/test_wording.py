"""Formulas as messages, traces and pictures print them."""

from __future__ import annotations

import enum

import pytest

from spec.notation import (
    FALSE,
    TRUE,
    A,
    B,
    Bool,
    ControlBits,
    Counter,
    EnumVar,
    Flag,
    History,
    Message,
    Number,
    Ours,
    SeqVar,
    State,
    Theirs,
    Variables,
    arrival,
    nothing_in_flight,
    param,
)


class Where(State):
    """Where an end stands."""

    SYN_SENT = "SYN-SENT"
    ESTABLISHED = "ESTABLISHED"


class Ctl(enum.IntFlag):
    """Control bits."""

    SYN = 1
    ACK = 2


class Colour(enum.Enum):
    """Colours."""

    RED = "red"
    GREEN = "green"


class Segment(Message):
    """A segment, printed as the RFC does."""

    prefix = "SEG."
    SEQ = Number(Theirs)
    ACK = Number(Ours)
    CTL = ControlBits(Ctl)


class SND(Variables):
    """Send sequence variables."""

    prefix = "SND."
    UNA = SeqVar(Ours)
    NXT = SeqVar(Ours)


class TCB(Variables):
    """The rest."""

    PASSIVE = Flag()
    TRIES = Counter(3)
    SHOWN = EnumVar(Colour)
    PAST = History(Ours, Theirs)
    IRS = SeqVar(Theirs)


PASSIVE, TRIES = TCB.PASSIVE, TCB.TRIES


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        (TRUE, "always"),
        (FALSE, "never"),
        (SND.UNA < Segment.ACK, "SND.UNA < SEG.ACK"),
        (Segment.ACK <= SND.NXT + 1, "SEG.ACK <= SND.NXT + 1"),
        (Segment.ACK > SND.UNA, "SND.UNA < SEG.ACK"),
        (SND.UNA == SND.NXT - TRIES, "SND.UNA == SND.NXT - TRIES"),
        (SND.UNA != SND.NXT, "not SND.UNA == SND.NXT"),
        (SND.NXT == 1 + SND.UNA, "SND.NXT == SND.UNA + 1"),
        (param("N") >= TRIES, "TRIES <= N"),
        (TCB.SHOWN == Colour.GREEN, "SHOWN == GREEN"),
        (B[TCB.SHOWN] != Colour.RED, "not B.SHOWN == RED"),
        (Segment.CTL.has(Ctl.SYN | Ctl.ACK), "SEG.CTL has SYN,ACK"),
        (~PASSIVE, "not PASSIVE"),
        (~~PASSIVE, "PASSIVE"),
        (PASSIVE & (TRIES < 1) & TRUE, "PASSIVE and TRIES < 1 and always"),
        (PASSIVE & (PASSIVE | (TRIES < 1)), "PASSIVE and (PASSIVE or TRIES < 1)"),
        (~(PASSIVE | FALSE), "not (PASSIVE or never)"),
        (PASSIVE.implies(TRIES < 1), "PASSIVE implies TRIES < 1"),
        ((PASSIVE & TRUE).implies(TRIES < 1), "(PASSIVE and always) implies TRIES < 1"),
        ((SND.UNA < Segment.ACK).called("ACK of SYN"), "ACK of SYN"),
        (A.is_in(Where.SYN_SENT, Where.ESTABLISHED), "A is SYN-SENT or ESTABLISHED"),
        (A[TCB.IRS] == B[SND.UNA], "A.IRS == B.SND.UNA"),
        (A[PASSIVE & (TRIES < 2)], "A.PASSIVE and A.TRIES < 2"),
        (A[TCB.PAST].has(A[SND.UNA], B[SND.UNA]), "A.PAST remembers (A.SND.UNA, B.SND.UNA)"),
        (B.gets(arrival(Segment)), "a segment is in flight to B"),
        (B.gets(arrival(Segment, Segment.CTL, Ctl.SYN)), "a segment with SYN is in flight to B"),
        (nothing_in_flight, "nothing is in flight to A and nothing is in flight to B"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_formula_is_put_into_words(formula: Bool, said: str) -> None:
    assert repr(formula) == said
