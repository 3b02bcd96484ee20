"""The models of the next incarnation: what it takes of the last one, after TIME-WAIT and after a crash (P32).

Segments live one tick; ``of 1`` says whose incarnation one is, which no rule knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from spec.notation import (
    AGED,
    LOSSY_BAG,
    Machine,
    Model,
    Numbers,
    Property,
    System,
    any_of,
    between,
    fresh,
    model,
    variant,
)
from spec.notation.models import Parametric
from spec.notation.nodes import End
from spec.notation.systems import Limits, Start
from spec.tcp.catalogue import time_changes as x
from spec.tcp.connection import Tcp
from spec.tcp.disciplines import CLOCK_AHEAD, CLOCK_DRIVEN
from spec.tcp.properties import time as t
from spec.tcp.systems import ANY, allowing, both_established, listening
from spec.tcp.variables import (
    ACTIVE_OPEN,
    CLOSE,
    CRASH,
    PASSIVE_OPEN,
    RETRANSMIT,
    SEND,
    TRANSMIT,
    incarnation,
)
from spec.tcp.variants.readings import ForgetsNumbers, Rfc1337

OWN: Mapping[str, Property] = {
    "second": t.second,
    "own_text": t.own_text,
    "own_acks": t.own_acks,
    "own_resets": t.own_resets,
}
ALIEN: tuple[str, ...] = ("own_text", "own_acks", "own_resets")
MSL_1 = LOSSY_BAG.holding(2).living(1)
SAME_NUMBERS: Mapping[End, Numbers] = {"A": fresh(100), "B": any_of(300)}
NEW_NUMBERS: Mapping[End, Numbers] = {"A": fresh(200), "B": any_of(400)}
THE_SAME_NUMBERS = variant(isn=SAME_NUMBERS, name="the old numbers again")


def first_incarnation(buffer: int) -> Mapping[End, Start]:
    """Both ESTABLISHED with 100 and 300, in the first incarnation."""
    begin = both_established(buffer)
    return {end: replace(one, values=(*one.values, (incarnation.var, 1))) for end, one in begin.items()}


def next_incarnation(machine: type[Machine], ticks: int, isn: Mapping[End, Numbers]) -> System:
    """A sends an octet, both ends close, and A opens again; A may repeat one segment, and each lives a tick."""
    allowed: Limits = {
        ("A", SEND): 1,
        ("A", TRANSMIT): 1,
        CLOSE: 1,
        ("A", RETRANSMIT): 1,
        ("A", ACTIVE_OPEN): 1,
        ("B", PASSIVE_OPEN): 1,
    }
    params = {"TIME_WAIT": ticks}
    return allowing(allowed, machine, machine, MSL_1, start=first_incarnation(2), isn=isn, buffer=2, params=params)


INCARNATIONS = Model(
    next_incarnation(Tcp, 3, SAME_NUMBERS),
    OWN,
    {"own_text": "VIOLATED", "own_acks": "VIOLATED", "own_resets": "VIOLATED"},
    about="TIME-WAIT ends by a reset, the numbers are chosen again: old text is taken for new",
    rfc="1337 hazards H1, H2, H3",
    claims=("P32 own_text", "P32 own_acks", "P32 own_resets"),
)
INCARNATIONS_F1 = Model(
    next_incarnation(Rfc1337, 3, SAME_NUMBERS),
    OWN,
    {"own_acks": "VIOLATED", "own_resets": "VIOLATED"},
    about="the same where TIME-WAIT ignores resets: the text is safe; ACKs and resets of a half-closed peer are not",
    rfc="1337 fix F1",
    claims=("P32 own_text", "P32 own_acks", "P32 own_resets"),
    mutants={"own_text": x.OBEYS_RESETS},
    larger=(x.MORE_TEXT,),
)
INCARNATIONS_SHORT = Model(
    next_incarnation(Rfc1337, 1, SAME_NUMBERS),
    OWN,
    {"own_text": "VIOLATED", "own_acks": "VIOLATED", "own_resets": "VIOLATED"},
    about="the same with a TIME-WAIT of one MSL",
    rfc="9293 3.4.2",
    claims=("P32 own_text",),
)
INCARNATIONS_FRESH = Model(
    next_incarnation(Tcp, 3, NEW_NUMBERS),
    OWN,
    about="the first one with numbers that the old connection did not use: nothing old is taken",
    rfc="9293 3.4.1",
    claims=("P32 own_text", "P32 own_acks", "P32 own_resets"),
    mutants=dict.fromkeys(ALIEN, THE_SAME_NUMBERS),
    larger=(x.MORE_TEXT,),
    assuming={"clock-ahead": CLOCK_AHEAD},
)


# Crash and quiet time

CHOSEN_AGAIN: Mapping[End, Numbers] = {"A": any_of(100, 200), "B": any_of(300, 400)}


@model("crash", QUIET=between(0, 3))
def crash(QUIET: int = 0) -> Model:
    """A crashes and chooses any number when it opens again; segments live one tick."""
    allowed: Limits = {
        ("A", CRASH): 1,
        ("A", SEND): 1,
        ("A", TRANSMIT): 1,
        ("A", ACTIVE_OPEN): 1,
        ("B", PASSIVE_OPEN): 1,
        RETRANSMIT: ANY,
    }
    params = {"CRASHES": 1, "QUIET": QUIET}
    wrong = dict.fromkeys(ALIEN, "VIOLATED")
    return Model(
        allowing(allowed, channel=MSL_1, start=first_incarnation(2), isn=CHOSEN_AGAIN, buffer=2, params=params),
        OWN,
        wrong if QUIET < 2 else {},
        about="A forgets everything, opens again at once, and may choose the same number",
        rfc="9293 3.4.2, 3.4.3",
        claims=("P32 own_text",),
        mutants=dict.fromkeys(ALIEN, x.NOT_QUIET),
        larger=(x.LONGER_QUIET,),
    )


CRASH_OF_B = Model(
    allowing(
        {("B", CRASH): 1, ("A", SEND): 1, ("A", TRANSMIT): 1, ("A", RETRANSMIT): ANY},
        channel=AGED(1),
        start=both_established(2),
        buffer=2,
        params={"CRASHES": 1, "QUIET": 2},
    ),
    {"half_open_found": t.half_open_found, "quiet_is_silent": t.quiet_is_silent},
    about="B crashes while A has something to send: after the quiet time a reset tells A",
    rfc="9293 3.4.3; 3.5.1, figure 10",
    mutants={"quiet_is_silent": x.ANSWERS_WHEN_QUIET},
    larger=(x.MORE_TEXT,),
)
# Quiet time is the crashed end's alone: where B crashes too, or closes, its half of the old connection is reset by A's
# answers, no quiet time follows there, and what A or B sent meanwhile can be taken for new.
QUIET_TIME = replace(
    crash(QUIET=2),
    about="the same where A is quiet until everything old is gone",
    assuming={"clock-ahead": CLOCK_AHEAD},
)


def crashes(machine: type[Machine]) -> System:
    """A opens, crashes and opens again, without quiet time."""
    allowed: Limits = {
        ("A", CRASH): 1,
        ("A", SEND): 1,
        ("A", TRANSMIT): 1,
        ("A", ACTIVE_OPEN): 2,
        RETRANSMIT: 1,
    }
    numbers: Mapping[End, Numbers] = {"A": fresh(100, 200), "B": fresh(300, 400, 500)}
    begin: Mapping[End, Start] = {"B": listening(2)}
    params = {"CRASHES": 1}
    return allowing(allowed, machine, Tcp, MSL_1, start=begin, isn=numbers, buffer=2, params=params)


CRASH_KEEPS = Model(
    crashes(Tcp),
    OWN,
    about="A crashes while it opens, but knows which numbers it has used",
    rfc="9293 3.4.1",
    claims=("P32 own_text",),
    mutants=dict.fromkeys(ALIEN, x.FORGETS_NUMBERS),
    larger=(x.MORE_TEXT,),
    assuming={"clock-driven": CLOCK_DRIVEN},
)
CRASH_FORGETS = Model(
    crashes(ForgetsNumbers),
    OWN,
    {"own_text": "VIOLATED", "own_acks": "VIOLATED", "own_resets": "VIOLATED"},
    about="the same, and A begins with the first number again",
    rfc="9293 3.4.2",
    claims=("P32 own_text", "P32 own_acks"),
)

MODELS: Mapping[str, Model | Parametric] = {
    "incarnations": INCARNATIONS,
    "incarnations-f1": INCARNATIONS_F1,
    "incarnations-short": INCARNATIONS_SHORT,
    "incarnations-fresh": INCARNATIONS_FRESH,
    "crash": crash,
    "crash-quiet": QUIET_TIME,
    "crash-of-b": CRASH_OF_B,
    "crash-keeps-numbers": CRASH_KEEPS,
    "crash-forgets-numbers": CRASH_FORGETS,
}
