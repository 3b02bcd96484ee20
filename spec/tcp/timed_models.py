"""The models of time: TIME-WAIT over a network that forgets, other incarnations, crashes; and an attacker.

A network of lifetime MSL delivers or drops each segment within MSL ticks.  Two things may fall on one instant: a
segment that arrives when its lifetime ends, and a timer.  Here the timer comes first, unless a model says
ARRIVALS_FIRST; TIME-WAIT then has to last a tick longer than what it outlives.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from spec.notation import (
    AGED,
    LOSSY,
    LOSSY_BAG,
    REORDERING,
    Channel,
    Flying,
    Hop,
    Machine,
    Model,
    Numbers,
    Property,
    Store,
    System,
    any_of,
    at,
    between,
    fresh,
    model,
)
from spec.notation.models import Parametric
from spec.notation.nodes import End
from spec.notation.systems import Start
from spec.tcp import timed as t
from spec.tcp.connection import Tcp
from spec.tcp.readings import ForgetsNumbers, NoTimeWait, Rfc793, Rfc1337
from spec.tcp.systems import ANY, Allowed, both_established, connection, listening
from spec.tcp.variables import (
    ACTIVE_OPEN,
    CLOSE,
    CLOSE_WAIT,
    CRASH,
    FIN_WAIT_2,
    IRS,
    ISS,
    PASSIVE,
    PASSIVE_OPEN,
    RCV,
    RETRANSMIT,
    RST,
    SEND,
    SND,
    SYN,
    TRANSMIT,
    incarnation,
    segment,
)

DELIVERING = Channel("reordering, duplicating set that loses nothing", Store.SET, (Hop.DELIVER, Hop.DUPLICATE))


# P28 to P31: how long is long enough

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
    allowed: Allowed = {("B", CLOSE): 1, ("B", RETRANSMIT): repeats}
    params = {"TIME_WAIT": ticks, "ARRIVALS_FIRST": arrivals_first}
    return connection(allowed, client, Tcp, channel, start=HALF_CLOSED, params=params)


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
)
TIME_WAIT_ONE_FIN = Model(
    last_half(Rfc1337, AGED(1), 3, repeats=0),
    {"silence": t.silence, "both_close": t.both_close},
    {"both_close": "VIOLATED"},
    about="the same where B never repeats its FIN: the ACK has no timer of its own",
    rfc="9293 3.6.1",
    claims=("P28 both_close",),
)

ONCE_EACH: Allowed = {("A", CLOSE): 1, ("B", CLOSE): 1}
NO_TIME_WAIT = Model(
    connection(ONCE_EACH, NoTimeWait, Tcp, REORDERING, start=both_established()),
    {"no_reset": t.no_reset},
    {"no_reset": "VIOLATED"},
    about="A is CLOSED as soon as it has acknowledged B's FIN; nothing is lost, but its older ACK comes last",
    rfc="9293 3.6.1",
    claims=("P31 no_reset",),
)
TIME_WAIT_REORDERED = Model(
    connection(ONCE_EACH, Tcp, Tcp, REORDERING.living(1), start=both_established(), params={"TIME_WAIT": 3}),
    {"no_reset": t.no_reset},
    about="the same with TIME-WAIT",
    rfc="9293 3.6.1",
    claims=("P31 no_reset",),
)


# P32: the next incarnation

OWN: Mapping[str, Property] = {
    "second": t.second,
    "own_text": t.own_text,
    "own_acks": t.own_acks,
    "own_resets": t.own_resets,
}
MSL_1 = LOSSY_BAG.holding(2).living(1)
SAME_NUMBERS: Mapping[End, Numbers] = {"A": fresh(100), "B": any_of(300)}
NEW_NUMBERS: Mapping[End, Numbers] = {"A": fresh(200), "B": any_of(400)}


def first_incarnation(buffer: int) -> Mapping[End, Start]:
    """Both ESTABLISHED with 100 and 300, in the first incarnation."""
    begin = both_established(buffer)
    return {end: replace(one, values=(*one.values, (incarnation.var, 1))) for end, one in begin.items()}


def next_incarnation(machine: type[Machine], ticks: int, isn: Mapping[End, Numbers]) -> System:
    """A sends an octet, both ends close, and A opens again; A may repeat one segment, and each lives a tick."""
    allowed: Allowed = {
        ("A", SEND): 1,
        ("A", TRANSMIT): 1,
        CLOSE: 1,
        ("A", RETRANSMIT): 1,
        ("A", ACTIVE_OPEN): 1,
        ("B", PASSIVE_OPEN): 1,
    }
    params = {"TIME_WAIT": ticks}
    return connection(allowed, machine, machine, MSL_1, start=first_incarnation(2), isn=isn, buffer=2, params=params)


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
)


# Crash and quiet time

CHOSEN_AGAIN: Mapping[End, Numbers] = {"A": any_of(100, 200), "B": any_of(300, 400)}


@model("crash", QUIET=between(0, 3))
def crash(QUIET: int = 0) -> Model:
    """A crashes and chooses any number when it opens again; segments live one tick."""
    allowed: Allowed = {
        ("A", CRASH): 1,
        ("A", SEND): 1,
        ("A", TRANSMIT): 1,
        ("A", ACTIVE_OPEN): 1,
        ("B", PASSIVE_OPEN): 1,
        RETRANSMIT: ANY,
    }
    params = {"CRASHES": 1, "QUIET": QUIET}
    wrong = {one: "VIOLATED" for one in OWN if one != "second"}
    return Model(
        connection(allowed, channel=MSL_1, start=first_incarnation(2), isn=CHOSEN_AGAIN, buffer=2, params=params),
        OWN,
        wrong if QUIET < 2 else {},
        about="A forgets everything, opens again at once, and may choose the same number",
        rfc="9293 3.4.2, 3.4.3",
        claims=("P32 own_text",),
    )


CRASH_OF_B = Model(
    connection(
        {("B", CRASH): 1, ("A", SEND): 1, ("A", TRANSMIT): 1, ("A", RETRANSMIT): ANY},
        channel=AGED(1),
        start=both_established(2),
        buffer=2,
        params={"CRASHES": 1, "QUIET": 2},
    ),
    {"half_open_found": t.half_open_found, "quiet_is_silent": t.quiet_is_silent},
    about="B crashes while A has something to send: after the quiet time a reset tells A",
    rfc="9293 3.4.3; 3.5.1, figure 10",
)
QUIET_TIME = replace(crash(QUIET=2), about="the same where A is quiet until everything old is gone")


def crashes(machine: type[Machine]) -> System:
    """A opens, crashes and opens again, without quiet time."""
    allowed: Allowed = {
        ("A", CRASH): 1,
        ("A", SEND): 1,
        ("A", TRANSMIT): 1,
        ("A", ACTIVE_OPEN): 2,
        RETRANSMIT: 1,
    }
    numbers: Mapping[End, Numbers] = {"A": fresh(100, 200), "B": fresh(300, 400, 500)}
    begin: Mapping[End, Start] = {"B": listening(2)}
    params = {"CRASHES": 1}
    return connection(allowed, machine, Tcp, MSL_1, start=begin, isn=numbers, buffer=2, params=params)


CRASH_KEEPS = Model(
    crashes(Tcp),
    OWN,
    about="A crashes while it opens, but knows which numbers it has used",
    rfc="9293 3.4.1",
    claims=("P32 own_text",),
)
CRASH_FORGETS = Model(
    crashes(ForgetsNumbers),
    OWN,
    {"own_text": "VIOLATED", "own_acks": "VIOLATED", "own_resets": "VIOLATED"},
    about="the same, and A begins with the first number again",
    rfc="9293 3.4.2",
    claims=("P32 own_text", "P32 own_acks"),
)


# An attacker

IN_WINDOW, EXACT, BEYOND = 105, 101, 900


def attacked(machine: type[Machine], *by: Flying) -> System:
    """Both ends ESTABLISHED; an attacker may put two of these segments in flight."""
    network = LOSSY.attacked(by=by, times=2)
    return connection({RETRANSMIT: ANY}, machine, machine, network, start=both_established())


def attack(machine: type[Machine], about: str, by: Flying, *, succeeds: bool, rfc: str) -> Model:
    """A model of an attack."""
    verdicts = {"b_stays": "VIOLATED"} if succeeds else {"b_gone": "IMPOSSIBLE"}
    return Model(attacked(machine, by), {"b_gone": t.b_gone, "b_stays": t.b_stays}, verdicts, about, rfc)


RESET, OPENING = segment("B", SEQ=IN_WINDOW, CTL=RST), segment("B", SEQ=IN_WINDOW, CTL=SYN)
ATTACKS: Mapping[str, Model] = {
    "attacker-reset": attack(
        Tcp, "a reset anywhere in the window is challenged", RESET, succeeds=False, rfc="5961 3; 9293 3.10.7.4 second"
    ),
    "attacker-reset-793": attack(
        Rfc793, "the same by RFC 793: any reset in the window is obeyed", RESET, succeeds=True, rfc="793 p. 37"
    ),
    "attacker-reset-exact": attack(
        Tcp,
        "a reset with the very number that B expects next",
        segment("B", SEQ=EXACT, CTL=RST),
        succeeds=True,
        rfc="5961 3",
    ),
    "attacker-syn": attack(
        Tcp, "a SYN in the window is challenged", OPENING, succeeds=False, rfc="5961 4; 9293 3.10.7.4 fourth"
    ),
    "attacker-syn-793": attack(
        Rfc793, "the same by RFC 793: a SYN in the window resets", OPENING, succeeds=True, rfc="793 p. 71"
    ),
    "attacker-syn-beyond-793": attack(
        Rfc793,
        "by RFC 793, a SYN beyond the window is only acknowledged",
        segment("B", SEQ=BEYOND, CTL=SYN),
        succeeds=False,
        rfc="793 p. 69",
    ),
}

MODELS: Mapping[str, Model | Parametric] = {
    "time-wait": time_wait,
    "time-wait-2-msl": TIME_WAIT_TIE,
    "time-wait-arrivals-first": TIME_WAIT_ARRIVALS,
    "time-wait-assassinated": TIME_WAIT_ASSASSINATED,
    "time-wait-silence": TIME_WAIT_SILENCE,
    "time-wait-one-fin": TIME_WAIT_ONE_FIN,
    "no-time-wait": NO_TIME_WAIT,
    "time-wait-reordered": TIME_WAIT_REORDERED,
    "incarnations": INCARNATIONS,
    "incarnations-f1": INCARNATIONS_F1,
    "incarnations-short": INCARNATIONS_SHORT,
    "incarnations-fresh": INCARNATIONS_FRESH,
    "crash": crash,
    "crash-quiet": QUIET_TIME,
    "crash-of-b": CRASH_OF_B,
    "crash-keeps-numbers": CRASH_KEEPS,
    "crash-forgets-numbers": CRASH_FORGETS,
    **ATTACKS,
}
