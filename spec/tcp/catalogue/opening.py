"""The models of the opening.  Every bound of the search stands here: numbers, calls, timers, channels.

In all of them A opens (client), B waits in LISTEN (server), unless a model says otherwise, and the network is
the unbounded set that loses, repeats and reorders.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from spec.notation import (
    DUPLICATING_BAG,
    LOSSY_BAG,
    LOSSY_FIFO,
    PERFECT,
    Channel,
    Model,
    Property,
    any_of,
    at,
    between,
    fresh,
    model,
)
from spec.notation.models import Parametric
from spec.notation.systems import Limits
from spec.tcp.catalogue import opening_changes as x
from spec.tcp.disciplines import CLOCK_DRIVEN, NO_OLD_ACK, NOT_REPEATED
from spec.tcp.properties import opening as p
from spec.tcp.systems import FAR_OLD_SYN, OLD_ACK, OLD_SYN, opening
from spec.tcp.variables import (
    ACTIVE_OPEN,
    LISTEN,
    PASSIVE,
    RCV,
    RETRANSMIT,
    SEND,
    TRANSMIT,
)
from spec.tcp.variants.openings import (
    FourWay,
    FourWayRelaxed,
    FourWaySilent,
    Memory,
    NoReset,
    OneWay,
    Relaxed,
    RepeatsSynAck,
    TwoWay,
    TwoWayAnswering,
    TwoWayRemembering,
)

NO_TIMERS: Limits = {RETRANSMIT: 0}
SAFE: Mapping[str, Property] = {
    "completes": p.completes,
    "agreement": p.agreement,
    "not_a_ghost": p.not_a_ghost,
    "was_there": p.was_there,
}

THREE_WAY = Model(
    opening(),
    {**SAFE, "a_first": p.a_first, "half_way": p.half_way, "can_complete": p.can_complete, "cost": p.cost},
    about="the three-way handshake: SYN, SYN,ACK, ACK",
    rfc="9293 3.5, figure 6",
    claims=("P01 agreement", "P02 a_first", "P02 half_way", "P04 was_there", "P11 cost"),
    mutants=x.broken("agreement", "not_a_ghost", "was_there", "a_first", "can_complete"),
    larger=(x.A_SENDS,),
)


@model("three-way-reopen", OPENS=between(1, 3))
def three_way_reopen(OPENS: int = 2) -> Model:
    """A gives up and opens again, OPENS times in all."""
    system = opening(
        opens=OPENS,
        gives_up=OPENS,
        isn={"A": fresh(*(100 * n for n in range(1, OPENS + 1))), "B": fresh(*range(500, 500 + 100 * OPENS, 100))},
    )
    return Model(
        system,
        {**SAFE, "a_gave_up": p.a_gave_up, "not_alone": p.not_alone},
        {"not_alone": "VIOLATED"},
        about="the same, and A gives up and opens again",
        rfc="9293 3.5",
        claims=("P04 was_there", "P04 not_alone"),
        mutants=x.broken("agreement", "not_a_ghost", "was_there"),
        larger=(x.LISTENS_AGAIN,),
        assuming={"clock-driven": CLOCK_DRIVEN, "not-repeated": NOT_REPEATED},
    )


THREE_WAY_OLD_SYN = Model(
    opening(in_flight=(OLD_SYN,)),
    {**SAFE, "old_syn_taken": p.old_syn_taken},
    about="the three-way handshake, and an old SYN is still in the network",
    rfc="9293 3.5, figure 8",
    claims=("P03 not_a_ghost", "P05 old_syn_taken"),
    mutants=x.broken("agreement", "not_a_ghost", "was_there"),
    larger=(x.ANOTHER_NUMBER,),
)
OLD_SYN_RECOVERS = Model(
    opening(in_flight=(OLD_SYN,), isn={"A": fresh(100), "B": any_of(300, 400)}),
    {"old_syn_taken": p.old_syn_taken, "can_complete": p.can_complete},
    about="after an old SYN, A's reset brings B back to LISTEN",
    rfc="9293 3.5, figure 8",
    claims=("P05 can_complete",),
    mutants={"can_complete": x.NO_RESET},
    larger=(x.ANOTHER_NUMBER,),
)
OLD_SYN_NO_RESET = Model(
    opening(NoReset, in_flight=(FAR_OLD_SYN,), isn={"A": fresh(100), "B": any_of(300, 400)}),
    {"old_syn_taken": p.old_syn_taken, "can_complete": p.can_complete},
    {"can_complete": "VIOLATED"},
    about="the same without A's reset, the old number too far from the new one to lie in the window",
    rfc="9293 3.10.7.3 first",
    claims=("P05 can_complete",),
)
REUSED_ISN = Model(
    opening(in_flight=(OLD_SYN, OLD_ACK), isn={"A": fresh(100), "B": any_of(300)}),
    {"b_established": p.b_established, "not_a_ghost": p.not_a_ghost},
    {"not_a_ghost": "VIOLATED"},
    about="three messages are not enough where B chooses an old ISN again",
    rfc="9293 3.4.1",
    claims=("P06 not_a_ghost",),
    assuming={"clock-driven": CLOCK_DRIVEN, "not-repeated": NOT_REPEATED, "no-old-ack": NO_OLD_ACK},
)

ONE_WAY = Model(
    opening(OneWay, OneWay),
    {"b_established": p.b_established, "half_way": p.half_way, "agreement": p.agreement},
    {"half_way": "IMPOSSIBLE", "agreement": "VIOLATED"},
    about="one message: A is ESTABLISHED when it has sent it, B when it has come",
    claims=("P11 agreement",),
    mutants={"half_way": x.WAITS_FOR_THE_THIRD},
    larger=(x.A_GIVES_UP_ONCE,),
)
TWO_WAY = Model(
    opening(server=TwoWay),
    {"completes": p.completes, "agreement": p.agreement, "not_a_ghost": p.not_a_ghost, "was_there": p.was_there},
    {"was_there": "VIOLATED"},
    about="two messages: B is ESTABLISHED as soon as a SYN has come",
    claims=("P03 was_there",),
    mutants=x.broken("agreement", "not_a_ghost"),
    larger=(x.A_GIVES_UP_ONCE,),
)
TWO_WAY_LATE_SYN = Model(
    opening(server=TwoWay, gives_up=1),
    {"b_established": p.b_established, "not_alone": p.not_alone},
    {"not_alone": "VIOLATED"},
    about="two messages, and A gives up before B hears of it",
    claims=("P03 not_alone",),
)
TWO_WAY_OLD_SYN = Model(
    opening(server=TwoWay, in_flight=(OLD_SYN,)),
    {"b_established": p.b_established, "not_a_ghost": p.not_a_ghost},
    {"not_a_ghost": "VIOLATED"},
    about="two messages, and an old SYN is still in the network",
    rfc="9293 3.5, figure 8",
    claims=("P03 not_a_ghost",),
)
TWO_WAY_REMEMBERING = Model(
    opening(
        server=TwoWayRemembering,
        in_flight=(OLD_SYN,),
        start={"B": at(LISTEN, (PASSIVE, 1), (RCV.WND, 16), (Memory.LAST, 90))},
    ),
    {"completes": p.completes, "agreement": p.agreement, "not_a_ghost": p.not_a_ghost},
    about="two messages suffice for a server that remembers the last number it accepted",
    rfc="9293 3.4.1; 1644 2.1",
    claims=("P06 not_a_ghost",),
    mutants={"agreement": x.FORGETS_THE_LAST & x.TAKES_ANY_ACK, "not_a_ghost": x.FORGETS_THE_LAST},
    larger=(x.A_GIVES_UP_ONCE,),
)
TWO_WAY_LOST_ANSWER = Model(
    opening(server=TwoWay, at_most=NO_TIMERS),
    {"completes": p.completes, "never_stuck": p.never_stuck, "not_left_alone": p.not_left_alone},
    {"never_stuck": "VIOLATED", "not_left_alone": "VIOLATED"},
    about="two messages without timers: the SYN,ACK is lost",
    claims=("P07 not_left_alone",),
)
TWO_WAY_ANSWERING = Model(
    opening(server=TwoWayAnswering),
    {"completes": p.completes, "can_complete": p.can_complete},
    about="two messages with timers: a repeated SYN has its answer again",
    claims=("P07 can_complete",),
    mutants={"can_complete": x.NO_ANSWER_AGAIN},
    larger=(x.A_SENDS,),
)

FOUR_WAY = Model(
    opening(server=FourWay),
    SAFE,
    {"was_there": "VIOLATED"},
    about="the SYN and the ACK of the answer sent apart",
    rfc="9293 3.4.1, 3.10.7.3 fifth",
    claims=("P11 completes",),
    mutants=x.broken("agreement", "not_a_ghost"),
    larger=(x.A_SENDS,),
)
FOUR_WAY_STRICT = Model(
    opening(server=FourWay, at_most=NO_TIMERS),
    {"completes": p.completes, "agreement": p.agreement, "cost": p.cost},
    about="what the answer sent apart costs, where 3.10.7.4 is read to the letter",
    rfc="9293 3.4.1, 3.10.7.4 first",
    claims=("P11 cost",),
    mutants={"agreement": x.LOOKS_AT_NO_ACK},
    larger=(x.ONE_REPETITION,),
)
FOUR_WAY_RELAXED = Model(
    opening(Relaxed, FourWayRelaxed, at_most=NO_TIMERS),
    {"completes": p.completes, "agreement": p.agreement, "cost": p.cost},
    about="the same, where it is read as figure 7 draws it",
    rfc="9293 3.4.1, A.2",
    claims=("P11 cost",),
    mutants={"agreement": x.LOOKS_AT_NO_ACK},
    larger=(x.ONE_REPETITION,),
)
FOUR_WAY_SILENT = Model(
    opening(Relaxed, FourWaySilent, at_most=NO_TIMERS),
    {"completes": p.completes, "agreement": p.agreement, "cost": p.cost},
    about="the same without the ACK that A drops",
    rfc="9293 3.4.1, A.2",
    claims=("P11 cost",),
    mutants={"agreement": x.LOOKS_AT_NO_ACK},
    larger=(x.ONE_REPETITION,),
)

SIMULTANEOUS: Limits = {("B", ACTIVE_OPEN): 1}
SIMULTANEOUS_STRICT = Model(
    opening(at_most=SIMULTANEOUS, start={}, isn={"A": fresh(100), "B": fresh(300)}),
    {"simultaneous": p.simultaneous, "completes": p.completes, "agreement": p.agreement, "cost": p.cost},
    about="both open at once; 3.10.7.4 to the letter",
    rfc="9293 3.5, 3.10.7.4 first",
    claims=("P12 cost",),
    mutants=x.broken("agreement"),
    larger=(x.LISTENS_AGAIN,),
)
SIMULTANEOUS_RELAXED = Model(
    opening(Relaxed, Relaxed, at_most=SIMULTANEOUS, start={}, isn={"A": fresh(100), "B": fresh(300)}),
    {"simultaneous": p.simultaneous, "completes": p.completes, "agreement": p.agreement, "cost": p.cost},
    about="both open at once; as figure 7 draws it",
    rfc="9293 3.5, figure 7; A.2",
    claims=("P12 cost",),
    mutants=x.broken("agreement"),
    larger=(x.LISTENS_AGAIN,),
)

NO_SYN_ACK_TIMER: Limits = {("B", RETRANSMIT): 0}
ONE_TIMER = Model(
    opening(at_most=NO_SYN_ACK_TIMER),
    {"completes": p.completes, "can_complete": p.can_complete},
    {"can_complete": "VIOLATED"},
    about="only A repeats its SYN; a repeated SYN has a bare ACK for an answer",
    rfc="9293 3.10.7.4 first",
    claims=("P14 can_complete",),
)
ONE_TIMER_REPEATS = Model(
    opening(server=RepeatsSynAck, at_most=NO_SYN_ACK_TIMER),
    {"completes": p.completes, "can_complete": p.can_complete},
    {"can_complete": "VIOLATED"},
    about="only A repeats its SYN; a repeated SYN has the SYN,ACK for an answer",
    claims=("P14 can_complete",),
)
ONE_TIMER_DATA = Model(
    opening(server=RepeatsSynAck, at_most={**NO_SYN_ACK_TIMER, ("A", SEND): 1, ("A", TRANSMIT): 1}),
    {"completes": p.completes, "can_complete": p.can_complete},
    about="the same, and A has something to send",
    claims=("P14 can_complete",),
    mutants={"can_complete": x.NOTHING_TO_SEND},
    larger=(x.MORE_TO_SEND,),
)

S2_NUMBERS = Model(
    opening(channel=PERFECT.holding(4), isn={"A": fresh(1000), "B": fresh(8000)}, modulus=2**16),
    {"completes": p.completes, "agreement": p.agreement, "cost": p.cost},
    about="the numbers of the article: 1000, 8000, 1001, 8001",
    rfc="9293 3.5, figure 6",
    claims=("P01 agreement", "P11 cost"),
    mutants=x.broken("agreement"),
    larger=(x.ONE_MORE_PLACE,),
)

CHANNELS: Mapping[str, Channel] = {"fifo": LOSSY_FIFO.holding(3), "bag": LOSSY_BAG, "duplicating-bag": DUPLICATING_BAG}


def _over(one: Model, channel: Channel) -> Model:
    """The same model over another channel, which has a bound of its own."""
    return replace(one, system=replace(one.system, channel=channel), larger=(*one.larger, x.ONE_MORE_PLACE))


OPENINGS: Mapping[str, Model] = {
    "one-way": ONE_WAY,
    "two-way": TWO_WAY,
    "three-way": THREE_WAY,
    "four-way": FOUR_WAY,
    "simultaneous": SIMULTANEOUS_STRICT,
}

MODELS: Mapping[str, Model | Parametric] = {
    "three-way": THREE_WAY,
    "three-way-reopen": three_way_reopen,
    "three-way-old-syn": THREE_WAY_OLD_SYN,
    "old-syn-recovers": OLD_SYN_RECOVERS,
    "old-syn-no-reset": OLD_SYN_NO_RESET,
    "reused-isn": REUSED_ISN,
    "one-way": ONE_WAY,
    "two-way": TWO_WAY,
    "two-way-late-syn": TWO_WAY_LATE_SYN,
    "two-way-old-syn": TWO_WAY_OLD_SYN,
    "two-way-remembering": TWO_WAY_REMEMBERING,
    "two-way-lost-answer": TWO_WAY_LOST_ANSWER,
    "two-way-answering": TWO_WAY_ANSWERING,
    "four-way": FOUR_WAY,
    "four-way-strict": FOUR_WAY_STRICT,
    "four-way-relaxed": FOUR_WAY_RELAXED,
    "four-way-silent": FOUR_WAY_SILENT,
    "simultaneous": SIMULTANEOUS_STRICT,
    "simultaneous-relaxed": SIMULTANEOUS_RELAXED,
    "one-timer": ONE_TIMER,
    "one-timer-repeats": ONE_TIMER_REPEATS,
    "one-timer-data": ONE_TIMER_DATA,
    "s2-numbers": S2_NUMBERS,
    **{f"{name}-{way}": _over(one, channel) for name, one in OPENINGS.items() for way, channel in CHANNELS.items()},
}
