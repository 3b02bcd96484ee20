"""The next incarnation: what a new connection takes of the old one, after TIME-WAIT and after a crash.

Segments live one tick; ``of 1`` says whose incarnation one is, which no rule knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from spec.notation import (
    AGED,
    DUPLICATING_BAG,
    LOSSY_BAG,
    Asks,
    Change,
    Limits,
    Machine,
    Model,
    Numbers,
    System,
    any_of,
    ask,
    asks,
    at,
    between,
    fresh,
    model,
    more_numbers,
    once_more,
    one_more_place,
    one_more_tick,
    param_raised,
    struck,
    variant,
)
from spec.notation.nodes import End
from spec.notation.systems import Start
from spec.tcp.disciplines import CLOCK_AHEAD, CLOCK_DRIVEN
from spec.tcp.properties import opening as p, time as t
from spec.tcp.systems import ANY, allowing, both_established, both_in_time_wait, listening, waiting
from spec.tcp.table import Tcp
from spec.tcp.variables import (
    ACTIVE_OPEN,
    CLOSE,
    CLOSED,
    CRASH,
    PASSIVE_OPEN,
    RETRANSMIT,
    SEND,
    SYN,
    TRANSMIT,
    TWO_MSL,
    incarnation,
    segment,
)
from spec.tcp.variants.readings import ForgetsNumbers, Reopens, Rfc1337
from spec.tcp.variants.stamps import Stamped, StampedSyn, Stamps, StampsUnread

MSL_1 = LOSSY_BAG.holding(2).living(1)
MORE_DATA = once_more(SEND)


def _nothing_old(broken_by: Change) -> Asks:
    """Neither data, nor an ACK, nor a reset of the other incarnation is taken; what must break that."""
    return asks(
        t.second,
        ask(t.own_text, broken_by=broken_by),
        ask(t.own_acks, broken_by=broken_by),
        ask(t.own_resets, broken_by=broken_by),
    )


def _all_is_taken() -> Asks:
    """Data, ACKs and resets of the other incarnation are taken."""
    return asks(t.second, ask(t.own_text, "VIOLATED"), ask(t.own_acks, "VIOLATED"), ask(t.own_resets, "VIOLATED"))


def _first_incarnation(buffer: int) -> Mapping[End, Start]:
    """Both ESTABLISHED with 100 and 300, in the first incarnation."""
    begin = both_established(buffer)
    return {end: replace(one, values=(*one.values, (incarnation.var, 1))) for end, one in begin.items()}


# After TIME-WAIT

SAME_NUMBERS: Mapping[End, Numbers] = {"A": fresh(100), "B": any_of(300)}
NEW_NUMBERS: Mapping[End, Numbers] = {"A": fresh(200), "B": any_of(400)}


def _next_incarnation(machine: type[Machine], ticks: int, isn: Mapping[End, Numbers]) -> System:
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
    return allowing(allowed, machine, machine, MSL_1, start=_first_incarnation(2), isn=isn, buffer=2, params=params)


incarnations = Model(
    _next_incarnation(Tcp, 3, SAME_NUMBERS),
    _all_is_taken(),
    about="a reset ends TIME-WAIT, and old numbers are chosen again: old data is taken for new",
    rfc="1337 hazards H1, H2, H3",
)
incarnations_f1 = Model(
    _next_incarnation(Rfc1337, 3, SAME_NUMBERS),
    asks(
        t.second,
        ask(t.own_text, broken_by=variant(A=Tcp, B=Tcp, name="TIME-WAIT obeys resets")),
        ask(t.own_acks, "VIOLATED"),
        ask(t.own_resets, "VIOLATED"),
    ),
    about="old numbers are chosen again, TIME-WAIT ignores resets: no old data is taken, old ACKs and resets are",
    rfc="1337 fix F1",
    larger=(MORE_DATA,),
)
incarnations_short = Model(
    _next_incarnation(Rfc1337, 1, SAME_NUMBERS),
    _all_is_taken(),
    about="old numbers are chosen again after a TIME-WAIT of one MSL: old data is taken for new",
    rfc="9293 3.4.2",
)
incarnations_fresh = Model(
    _next_incarnation(Tcp, 3, NEW_NUMBERS),
    _nothing_old(variant(isn=SAME_NUMBERS, name="the old numbers again")),
    about="a reset ends TIME-WAIT, and numbers that the old connection did not use are chosen: nothing old is taken",
    rfc="9293 3.4.1",
    larger=(MORE_DATA,),
    assuming={"clock-ahead": CLOCK_AHEAD},
)
reopened = Model(
    allowing(
        {ACTIVE_OPEN: 1, RETRANSMIT: ANY, TWO_MSL: 1},
        Reopens,
        Reopens,
        start=both_in_time_wait(),
        isn={"A": fresh(200, 250), "B": fresh(400, 450)},
        channel=DUPLICATING_BAG.holding(2),
        params={"REOPENS": 1},
    ),
    asks(
        p.completes,
        ask(
            p.agreement,
            broken_by=struck("syn_sent_bad_ack", end="A").called("A takes any SYN,ACK for its own")
            & variant(in_flight=(segment("B", SEQ=195, CTL=SYN),), name="an old SYN in flight"),
        ),
    ),
    about="both ends are in TIME-WAIT, and a newer SYN opens a new connection at once (MAY-2)",
    rfc="9293 3.6.1",
    larger=(once_more(ACTIVE_OPEN),),
)

reopened_by_old_syn = Model(
    allowing(
        {RETRANSMIT: ANY, ("A", TWO_MSL): 1},
        Reopens,
        Reopens,
        start=both_in_time_wait(),
        isn={"A": fresh(200), "B": fresh(400)},
        in_flight=(segment("B", SEQ=150, CTL=SYN),),
        channel=LOSSY_BAG.holding(2),
        params={"REOPENS": 1},
    ),
    asks(
        t.old_syn_reopens,
        ask(t.nobody_listens, broken_by=variant(B=Tcp)),
        ask(t.waits_again, broken_by=variant(B=Tcp)),
    ),
    about="an old SYN opens a connection from TIME-WAIT: once A is CLOSED it resets it, and B is in TIME-WAIT again",
    rfc="9293 3.6.1",
    larger=(one_more_place(),),
)

OLD_STAMPED_SYN = StampedSyn.flying("B", SEQ=150, STAMP=1)


def _stamped(server: type[Machine]) -> System:
    """B is in TIME-WAIT, A's clock has gone on, and A opens again with a number below those of the old connection."""
    waits = waiting(300, 100)
    begin: Mapping[End, Start] = {
        "A": at(CLOSED, (Stamps.TIME, 1)),
        "B": replace(waits, values=(*waits.values, (Stamps.RECENT.var, 1))),
    }
    allowed: Limits = {("A", ACTIVE_OPEN): 1, RETRANSMIT: ANY}
    return allowing(
        allowed,
        Stamped,
        server,
        start=begin,
        in_flight=(OLD_STAMPED_SYN,),
        isn={"A": fresh(50), "B": any_of(400, 500)},
    )


stamped = Model(
    _stamped(Stamped),
    asks(
        ask(t.old_opens_nothing, broken_by=variant(B=StampsUnread)),
        ask(t.a_can_open, broken_by=variant(B=StampsUnread)),
    ),
    about="a SYN with a newer time stamp opens from TIME-WAIT whatever its number, and an old one does not",
    rfc="6191; 9293 3.6.1 SHLD-4",
    larger=(more_numbers(B=600),),
)
stamps_unread = Model(
    _stamped(StampsUnread),
    asks(ask(t.old_opens_nothing, "VIOLATED"), ask(t.a_can_open, "VIOLATED")),
    about="by its number alone TIME-WAIT takes an old SYN that is above, and not a new one that is below",
    rfc="9293 3.6.1 MAY-2",
)

# After a crash


@model(QUIET=between(0, 3))
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
    when = f"after {QUIET} ticks of quiet time" if QUIET else "at once"
    return Model(
        allowing(
            allowed,
            channel=MSL_1,
            start=_first_incarnation(2),
            isn={"A": any_of(100, 200), "B": any_of(300, 400)},
            buffer=2,
            params={"CRASHES": 1, "QUIET": QUIET},
        ),
        _nothing_old(variant(params={"QUIET": 0}, name="without quiet time")),
        dict.fromkeys(("own_text", "own_acks", "own_resets"), "VIOLATED") if QUIET < 2 else {},
        about=f"A crashes and forgets everything, opens again {when}, and may choose the same number",
        rfc="9293 3.4.2, 3.4.3",
        larger=(one_more_tick() & param_raised("QUIET"),),
    )


# Quiet time is the crashed end's alone: where B crashes too, or closes, its half of the old connection is reset by A's
# answers, no quiet time follows there, and what A or B sent meanwhile can be taken for new.
crash_quiet = replace(
    crash(QUIET=2),
    about="A crashes and forgets everything, and is quiet until everything old is gone: nothing old is taken",
    assuming={"clock-ahead": CLOCK_AHEAD},
)
crash_of_b = Model(
    allowing(
        {("B", CRASH): 1, ("A", SEND): 1, ("A", TRANSMIT): 1, ("A", RETRANSMIT): ANY},
        channel=AGED(1),
        start=both_established(2),
        buffer=2,
        params={"CRASHES": 1, "QUIET": 2},
    ),
    asks(
        t.half_open_found,
        ask(t.quiet_is_silent, broken_by=struck("quiet_segment", end="B").called("B answers in its quiet time")),
    ),
    about="B crashes while A has data to send: after B's quiet time a reset tells A",
    rfc="9293 3.4.3; 3.5.1, figure 10",
    larger=(MORE_DATA,),
)


def _crashes(machine: type[Machine]) -> System:
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
    return allowing(allowed, machine, Tcp, MSL_1, start=begin, isn=numbers, buffer=2, params={"CRASHES": 1})


crash_keeps_numbers = Model(
    _crashes(Tcp),
    _nothing_old(variant(A=ForgetsNumbers)),
    about="A crashes while it opens, but knows which initial numbers it has used",
    rfc="9293 3.4.1",
    larger=(MORE_DATA,),
    assuming={"clock-driven": CLOCK_DRIVEN},
)
crash_forgets_numbers = Model(
    _crashes(ForgetsNumbers),
    _all_is_taken(),
    about="A crashes while it opens, and begins with the first initial number again",
    rfc="9293 3.4.2",
)
