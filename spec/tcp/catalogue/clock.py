"""The models of TIME-WAIT by the clock: how long is long enough, and for what (P28 to P31).

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
    Channel,
    Hop,
    Machine,
    Model,
    Store,
    System,
    at,
    between,
    model,
    param_raised,
    variant,
)
from spec.notation.models import Parametric
from spec.notation.nodes import End
from spec.notation.systems import Limits, Start
from spec.tcp.catalogue import time_changes as x
from spec.tcp.connection import Tcp
from spec.tcp.properties import time as t
from spec.tcp.systems import ANY, allowing, both_established
from spec.tcp.variables import (
    CLOSE,
    CLOSE_WAIT,
    FIN_WAIT_2,
    IRS,
    ISS,
    PASSIVE,
    RCV,
    RETRANSMIT,
    SND,
)
from spec.tcp.variants.mutants import NoTimeWait, RestartsSilently, RestartsWithoutClock, StopsClock
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


@model("time-wait", MSL=between(1, 3), W=between(1, 8), ARRIVALS_FIRST=between(0, 1), LAST_INSTANT=between(0, 1))
def time_wait(MSL: int = 2, W: int = 5, ARRIVALS_FIRST: int = 0, LAST_INSTANT: int = 1) -> Model:
    """A waits W ticks.  Every ACK of A arrives within MSL; then FINs that B sent before may live MSL more."""
    living = bool(LAST_INSTANT)
    ways = (DELIVERING.living(MSL, last_instant=living), AGED(MSL, last_instant=living))
    oldest = MSL if LAST_INSTANT else MSL - 1
    enough = 2 * oldest + 1 - ARRIVALS_FIRST
    return Model(
        last_half(Rfc1337, ways, W, arrivals_first=ARRIVALS_FIRST),
        {"late_fin": t.late_fin, "no_reset": t.no_reset},
        {} if enough <= W else {"late_fin": "VIOLATED"},
        about="A waits in TIME-WAIT while the last ACK, and FINs sent before it came, are under way",
        rfc="9293 3.4.2, 3.6.1; 1337",
        claims=("P29 late_fin", "P31 no_reset"),
        mutants={"late_fin": (x.NO_TIME_WAIT, *x.too_short(W, enough)), "no_reset": x.NO_TIME_WAIT},
        larger=(x.LONGER_LIVES,),
    )


TIME_WAIT_TIE = replace(time_wait(W=4), about="the same with 2 MSL: a tick too short where the timer comes first")
TIME_WAIT_ARRIVALS = replace(
    time_wait(W=4, ARRIVALS_FIRST=1), about="the same with 2 MSL: enough where what arrives comes first"
)
TIME_WAIT_ASSASSINATED = Model(
    last_half(Tcp, (DELIVERING.living(1), AGED(1)), 8),
    {"assassinated": t.assassinated, "late_fin": t.late_fin},
    {"late_fin": "VIOLATED"},
    about="however long A means to wait: B, CLOSED, answers an ACK with a reset, and A obeys it",
    rfc="9293 3.10.7.4; 1337 figure 1",
    claims=("P29 late_fin", "P32 assassinated"),
)
TIME_WAIT_SILENCE = Model(
    last_half(Rfc1337, AGED(1), 3),
    {"silence": t.silence, "late_fin": t.late_fin, "both_close": t.both_close},
    {"late_fin": "VIOLATED"},
    about="the last ACK is lost: then no wait is long enough, and silence proves nothing",
    rfc="9293 3.6.1",
    claims=("P28 both_close", "P29 late_fin", "P30 silence"),
    mutants={"both_close": x.B_SENDS_ITS_FIN_ONCE},
    larger=(x.LONGER_LIVES,),
)
TIME_WAIT_ONE_FIN = Model(
    last_half(Rfc1337, AGED(1), 3, repeats=0),
    {"silence": t.silence, "both_close": t.both_close},
    {"both_close": "VIOLATED"},
    about="the same where B never repeats its FIN: the ACK has no timer of its own",
    rfc="9293 3.6.1",
    claims=("P28 both_close",),
)

CLOCK_STOPS, RESTARTS, SILENT = variant(A=StopsClock), variant(A=RestartsTimeWait), variant(A=RestartsSilently)
WIDER = (param_raised("TIME_WAIT"), variant(channel=AGED(2), name="segments live a tick longer"))
TIME_WAIT_ENDS = Model(
    last_half(Tcp, AGED(1), 3),
    {"time_wait_unaided": t.time_wait_unaided, "time_wait_by_clock": t.time_wait_by_clock},
    {"time_wait_unaided": "VIOLATED"},
    about="TIME-WAIT ends if time passes, however often B repeats its FIN",
    rfc="9293 3.10.7.4 first, 3.10.8",
    mutants={"time_wait_by_clock": (CLOCK_STOPS, RESTARTS)},
    larger=WIDER,
)
TIME_WAIT_RESTARTS = Model(
    last_half(RestartsTimeWait, AGED(1), 3),
    {"time_wait_by_clock": t.time_wait_by_clock, "time_wait_heard": t.time_wait_heard},
    {"time_wait_by_clock": "VIOLATED"},
    about="where a repeated FIN restarts it, time alone does not end it: B has to hear A's ACK",
    rfc="9293 3.10.7.4 fifth",
    mutants={"time_wait_heard": (variant(A=RestartsWithoutClock), SILENT)},
    larger=WIDER,
)

ONCE_EACH: Limits = {("A", CLOSE): 1, ("B", CLOSE): 1}
NO_TIME_WAIT = Model(
    allowing(ONCE_EACH, NoTimeWait, Tcp, REORDERING, start=both_established()),
    {"no_reset": t.no_reset},
    {"no_reset": "VIOLATED"},
    about="A is CLOSED as soon as it has acknowledged B's FIN; nothing is lost, but its older ACK comes last",
    rfc="9293 3.6.1",
    claims=("P31 no_reset",),
)
TIME_WAIT_REORDERED = Model(
    allowing(ONCE_EACH, Tcp, Tcp, REORDERING.living(1), start=both_established(), params={"TIME_WAIT": 3}),
    {"no_reset": t.no_reset},
    about="the same with TIME-WAIT",
    rfc="9293 3.6.1",
    claims=("P31 no_reset",),
    mutants={"no_reset": x.NO_TIME_WAIT},
    larger=(x.ONE_REPETITION, x.LONGER_LIVES),
)

MODELS: Mapping[str, Model | Parametric] = {
    "time-wait": time_wait,
    "time-wait-2-msl": TIME_WAIT_TIE,
    "time-wait-arrivals-first": TIME_WAIT_ARRIVALS,
    "time-wait-assassinated": TIME_WAIT_ASSASSINATED,
    "time-wait-silence": TIME_WAIT_SILENCE,
    "time-wait-one-fin": TIME_WAIT_ONE_FIN,
    "time-wait-ends": TIME_WAIT_ENDS,
    "time-wait-restarts": TIME_WAIT_RESTARTS,
    "no-time-wait": NO_TIME_WAIT,
    "time-wait-reordered": TIME_WAIT_REORDERED,
}
