"""TIME-WAIT by the clock: how long is long enough, and for what.

A network of lifetime MSL delivers or drops each segment within MSL ticks.  Two things may fall on one instant: a
segment that arrives when its lifetime ends, and a timer.  Here the timer comes first, unless a model says
ARRIVALS_FIRST; TIME-WAIT then has to last a tick longer than what it outlives.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from spec.notation import (
    AGED,
    REORDERING,
    Change,
    Channel,
    Hop,
    Limits,
    Machine,
    Model,
    Store,
    System,
    ask,
    asks,
    at,
    between,
    limited,
    model,
    one_more_tick,
    param_raised,
    variant,
)
from spec.notation.nodes import End
from spec.notation.systems import Start
from spec.tcp.properties import time as t
from spec.tcp.systems import ANY, allowing, both_established
from spec.tcp.table import Tcp
from spec.tcp.variables import CLOSE, CLOSE_WAIT, FIN_WAIT_2, IRS, ISS, PASSIVE, RCV, RETRANSMIT, SND
from spec.tcp.variants.mutants import NoTimeWait, RestartsSilently, RestartsWithoutClock, StopsClock
from spec.tcp.variants.pacing import RepeatsFinInTime
from spec.tcp.variants.readings import RestartsTimeWait, Rfc1337

DELIVERING = Channel("reordering, duplicating set that loses nothing", Store.SET, (Hop.DELIVER, Hop.DUPLICATE))

HALF_CLOSED: Mapping[End, Start] = {
    "A": at(
        FIN_WAIT_2,
        (ISS, 100),
        (IRS, 300),
        (SND.UNA, 102),
        (SND.NXT, 102),
        (SND.FIN, 1),
        (SND.WND, 16),
        (RCV.NXT, 301),
        (RCV.WND, 16),
    ),
    "B": at(
        CLOSE_WAIT,
        (ISS, 300),
        (IRS, 100),
        (SND.UNA, 301),
        (SND.NXT, 301),
        (SND.WND, 16),
        (RCV.NXT, 102),
        (RCV.WND, 16),
        (PASSIVE, 1),
    ),
}
"""A has closed, and B has acknowledged it."""


def last_half(
    client: type[Machine],
    channel: Channel | tuple[Channel, Channel],
    ticks: int,
    *,
    arrivals_first: int = 0,
    repeats: int = ANY,
) -> System:
    """B closes too, and may repeat its FIN until it has the last ACK; A waits so many ticks."""
    allowed: Limits = {("B", CLOSE): 1, ("B", RETRANSMIT): repeats}
    params = {"TIME_WAIT": ticks, "ARRIVALS_FIRST": arrivals_first}
    return allowing(allowed, client, Tcp, channel, start=HALF_CLOSED, params=params)


def _too_short(ticks: int, enough: int) -> tuple[Change, ...]:
    """A TIME-WAIT one tick shorter than what is enough; none where that is no tick, or it is too short already."""
    return (param_raised("TIME_WAIT", enough - 1 - ticks),) if 1 < enough <= ticks else ()


WITHOUT_TIME_WAIT = variant(A=NoTimeWait)
LONGER_LIVES = one_more_tick() & param_raised("TIME_WAIT", 2)
"""The MSL is a tick longer, and so 2 MSL are two."""

# How long


@model(MSL=between(1, 3), W=between(1, 8), ARRIVALS_FIRST=between(0, 1), LAST_INSTANT=between(0, 1))
def time_wait(MSL: int = 2, W: int = 5, ARRIVALS_FIRST: int = 0, LAST_INSTANT: int = 1) -> Model:
    """A waits W ticks.  Every ACK of A arrives within MSL; then FINs that B sent before may live MSL more."""
    living = bool(LAST_INSTANT)
    ways = (DELIVERING.living(MSL, last_instant=living), AGED(MSL, last_instant=living))
    oldest = MSL if LAST_INSTANT else MSL - 1
    enough = 2 * oldest + 1 - ARRIVALS_FIRST
    return Model(
        last_half(Rfc1337, ways, W, arrivals_first=ARRIVALS_FIRST),
        asks(
            ask(
                t.late_fin,
                "HOLDS" if enough <= W else "VIOLATED",
                broken_by=(WITHOUT_TIME_WAIT, *_too_short(W, enough)),
            ),
            ask(t.no_reset, broken_by=WITHOUT_TIME_WAIT),
        ),
        about="A waits in TIME-WAIT while the last ACK, and FINs sent before it arrived, are on their way",
        rfc="9293 3.4.2, 3.6.1; 1337",
        larger=(LONGER_LIVES,),
    )


time_wait_2_msl = replace(
    time_wait(W=4),
    about="A waits 2 MSL; where two things fall on one instant the timer comes first: a tick too short",
)
time_wait_arrivals_first = replace(
    time_wait(W=4, ARRIVALS_FIRST=1),
    about="A waits 2 MSL; where two things fall on one instant what arrives comes first: long enough",
)
time_wait_assassinated = Model(
    last_half(Tcp, (DELIVERING.living(1), AGED(1)), 8),
    asks(t.assassinated, ask(t.late_fin, "VIOLATED")),
    about="however long A means to wait: B, which is CLOSED, answers an ACK with a reset, and A obeys it",
    rfc="9293 3.10.7.4; 1337 figure 1",
)
time_wait_silence = Model(
    last_half(Rfc1337, AGED(1), 3),
    asks(t.silence, ask(t.late_fin, "VIOLATED"), ask(t.both_close, broken_by=limited(RETRANSMIT, 0, "B"))),
    about="the last ACK is lost: then no wait is long enough, and silence proves nothing",
    rfc="9293 3.6.1",
    larger=(LONGER_LIVES,),
)
time_wait_one_fin = Model(
    last_half(Rfc1337, AGED(1), 3, repeats=0),
    asks(t.silence, ask(t.both_close, "VIOLATED")),
    about="the last ACK is lost and B never repeats its FIN: an ACK has no timer of its own, and B never closes",
    rfc="9293 3.6.1",
)

time_wait_repeated = Model(
    allowing(
        {("B", CLOSE): 1},
        RestartsTimeWait,
        RepeatsFinInTime,
        (AGED(1), DELIVERING.living(1)),
        start=HALF_CLOSED,
        params={"TIME_WAIT": 3},
    ),
    asks(
        ask(
            t.b_is_done_too,
            broken_by=(
                variant(B=Tcp, name="B need not repeat its FIN"),
                variant(channel=AGED(1), name="its FINs can be lost too"),
                param_raised("TIME_WAIT", -1),
            ),
        ),
        ask(t.both_close, broken_by=variant(channel=(AGED(1).cut(), DELIVERING.living(1)), name="all ACKs are lost")),
    ),
    about="ACKs can be lost, but B repeats its FIN each MSL and these arrive: then 2 MSL without a FIN prove it",
    rfc="9293 3.6.1, 3.10.7.4 fifth",
    larger=(LONGER_LIVES,),
)

# Whether it ends

WIDER = (param_raised("TIME_WAIT"), variant(channel=AGED(2), name="segments live a tick longer"))

time_wait_ends = Model(
    last_half(Tcp, AGED(1), 3),
    asks(
        ask(t.time_wait_unaided, "VIOLATED"),
        ask(t.time_wait_by_clock, broken_by=(variant(A=StopsClock), variant(A=RestartsTimeWait))),
    ),
    about="TIME-WAIT ends if time passes, however often B repeats its FIN",
    rfc="9293 3.10.7.4 first, 3.10.8",
    larger=WIDER,
)
time_wait_restarts = Model(
    last_half(RestartsTimeWait, AGED(1), 3),
    asks(
        ask(t.time_wait_by_clock, "VIOLATED"),
        ask(t.time_wait_heard, broken_by=(variant(A=RestartsWithoutClock), variant(A=RestartsSilently))),
    ),
    about="where a repeated FIN restarts TIME-WAIT, time alone does not end it: B has to get A's ACK",
    rfc="9293 3.10.7.4 fifth",
    larger=WIDER,
)

# Without it

CLOSE_ONCE_EACH: Limits = {CLOSE: 1}

no_time_wait = Model(
    allowing(CLOSE_ONCE_EACH, NoTimeWait, Tcp, REORDERING, start=both_established()),
    asks(ask(t.no_reset, "VIOLATED")),
    about="A is CLOSED as soon as it has acknowledged B's FIN; nothing is lost, but A's older ACK arrives last",
    rfc="9293 3.6.1",
)
time_wait_reordered = Model(
    allowing(CLOSE_ONCE_EACH, Tcp, Tcp, REORDERING.living(1), start=both_established(), params={"TIME_WAIT": 3}),
    asks(ask(t.no_reset, broken_by=WITHOUT_TIME_WAIT)),
    about="A waits in TIME-WAIT; nothing is lost, and A's older ACK may arrive last: B is not reset",
    rfc="9293 3.6.1",
    larger=(limited(RETRANSMIT, 1), LONGER_LIVES),
)
