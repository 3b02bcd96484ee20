"""Who knows what after which segment.

The network repeats nothing, so that what an end has seen comes to an end; each segment may be lost.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from spec.notation import (
    LOSSY_BAG,
    Limits,
    Model,
    Row,
    System,
    altered,
    any_of,
    ask,
    asks,
    at,
    limited,
    more_numbers,
    one_more_place,
    variant,
)
from spec.notation.variables import Assign
from spec.tcp.properties import knowledge as k
from spec.tcp.systems import allowing, both_established, listening
from spec.tcp.table import Tcp
from spec.tcp.variables import (
    ACK,
    ACTIVE_OPEN,
    CLOSE,
    CLOSED,
    RETRANSMIT,
    SEND,
    SND,
    SYN,
    TRANSMIT,
    TWO_MSL,
    USER_TIMEOUT,
    segment,
)
from spec.tcp.variants.remembering import Remembers, RemembersTheEnd, SaysNoMore, TwoWayRemembers, wanted
from spec.tcp.variants.watched import Watched

NETWORK = LOSSY_BAG.holding(2)
OPENS: Limits = {("A", ACTIVE_OPEN): 1}

# The opening

OPENING = allowing(
    OPENS,
    Remembers,
    Remembers,
    NETWORK,
    start={"B": listening()},
    isn={"A": any_of(100, 200), "B": any_of(300, 400)},
)
ALWAYS_WANTS = variant(start={"A": at(CLOSED, (wanted, 1)), "B": listening()}, name="A has always wanted to connect")
OLD_ANSWER = variant(in_flight=(segment("A", SEQ=300, ACK=101, CTL=SYN | ACK),), name="an old SYN,ACK in flight")
OLD_THIRD = variant(in_flight=(segment("B", SEQ=101, ACK=301, CTL=ACK),), name="an old ACK in flight")
OLD_SYN_AND_THIRD = variant(
    in_flight=(segment("B", SEQ=100, CTL=SYN), segment("B", SEQ=101, ACK=301, CTL=ACK)),
    name="an old SYN and an old ACK in flight",
)

who_knows = Model(
    OPENING,
    asks(
        ask(k.b_knows, broken_by=ALWAYS_WANTS),
        ask(k.a_knows, broken_by=ALWAYS_WANTS),
        ask(k.b_knows_that, broken_by=ALWAYS_WANTS),
        ask(k.no_further, "IMPOSSIBLE", broken_by=ALWAYS_WANTS),
        ask(k.common, "IMPOSSIBLE", broken_by=ALWAYS_WANTS),
        ask(k.both_ready, broken_by=OLD_ANSWER),
        ask(k.numbers_known, broken_by=OLD_ANSWER),
        ask(k.x_is_known, broken_by=OLD_ANSWER),
        ask(k.y_is_known, broken_by=OLD_THIRD),
        k.ready_after_two,
        k.opened_with,
    ),
    about="the three-way handshake, with no old segment in the network: who knows what after which segment",
    rfc="9293 3.5",
    larger=(more_numbers(A=600, B=700),),
    tables={"who_knows": k.OPENING_TABLE},
)

who_knows_old_syn = Model(
    replace(OPENING, in_flight=(segment("B", SEQ=100, CTL=SYN),), isn={"A": any_of(100), "B": any_of(300, 400)}),
    asks(
        k.opened_with,
        ask(k.both_ready, "VIOLATED"),
        ask(k.known_when_open, broken_by=OLD_SYN_AND_THIRD),
    ),
    about="the three-way handshake while an old SYN may look like a new one: B knows nothing before the third segment",
    rfc="9293 3.5",
    larger=(more_numbers(B=700),),
)

# What each end can do


def _able(a_sends: bool, a_hears: bool, b_sends: bool, b_hears: bool) -> System:
    """The opening of two ends that can or cannot send, and can or cannot receive."""
    told = {"A can send": a_sends, "A can receive": a_hears, "B can send": b_sends, "B can receive": b_hears}
    to_b = NETWORK if a_sends and b_hears else NETWORK.cut()
    to_a = NETWORK if b_sends and a_hears else NETWORK.cut()
    return replace(ABLE, channel=(to_b, to_a), facts=tuple(name for name, true in told.items() if true))


def _waits(row: Row) -> Row:
    return row.but(to=row.at[0])


ABLE = allowing(OPENS, channel=NETWORK, start={"B": listening()})
WORLDS = tuple(_able(*each) for each in product((True, False), repeat=4))
SURE = variant(channel=NETWORK, name="the network carries everything, whoever can or cannot")
A_STAYS = altered("A stays in SYN-SENT", "A", syn_sent_syn_ack=_waits)

who_is_able = Model(
    WORLDS[0],
    asks(
        ask(k.first, broken_by=SURE),
        ask(k.not_yet, broken_by=altered("B stays in SYN-RECEIVED", "B", syn_received_ack=_waits)),
        ask(k.second, broken_by=SURE),
        ask(k.nothing_before, broken_by=A_STAYS),
        ask(k.third, broken_by=SURE),
        k.opens,
    ),
    about="the three-way handshake: who knows after which segment what each end can do",
    rfc="9293 3.5",
    larger=(one_more_place(),),
    worlds=WORLDS[1:],
    tables={"who_is_able": k.ABILITIES_TABLE},
)
two_way_knows = Model(
    allowing(OPENS, SaysNoMore, TwoWayRemembers, channel=NETWORK, start={"B": listening()}),
    asks(
        ask(k.a_unsure, broken_by=A_STAYS),
        k.has_it,
        k.has_not,
        k.b_unsure,
        b_knows=ask(k.b_knows_of_its_answer, "IMPOSSIBLE", broken_by=variant(A=Tcp, name="A sends a third message")),
    ),
    about="an opening with two messages: what each end knows of the other",
    rfc="9293 3.5",
    larger=(one_more_place(),),
)

# The last ACK


def _closing(allowed: Limits) -> System:
    """The close of a connection whose end is remembered."""
    return allowing(allowed, RemembersTheEnd, RemembersTheEnd, NETWORK, start=both_established())


CLOSES: Limits = {CLOSE: 1, TWO_MSL: 1, ("B", RETRANSMIT): 1}

last_ack_known = Model(
    _closing(CLOSES),
    asks(ask(k.not_in_time_wait, broken_by=limited(RETRANSMIT, 1, "A")), k.closes),
    about="the last ACK: nothing tells A that it has arrived",
    rfc="9293 3.6.1",
    larger=(limited(RETRANSMIT, 2, "B"),),
)
last_ack_told = Model(
    _closing({**CLOSES, ("A", RETRANSMIT): 1}),
    asks(k.told, k.closes),
    about="the last ACK, and a FIN of A that gets to B after the end: the reset that answers it tells A",
    rfc="9293 3.6.1",
)
last_ack_untold = Model(
    _closing({CLOSE: 1, TWO_MSL: 1, ("A", RETRANSMIT): 1, ("B", USER_TIMEOUT): 1}),
    asks(ask(k.told, "IMPOSSIBLE", broken_by=limited(USER_TIMEOUT, 0, "B")), k.closes),
    about="the last ACK, and a FIN that comes after the end, where B's user may give up: the reset tells less",
    rfc="9293 3.10.8",
    larger=(limited(USER_TIMEOUT, 1, "A"),),
)

# Data


def _keeps(row: Row) -> Row:
    """The row without SND.UNA := SEG.ACK."""
    return row.but(do=[one for one in row.do if not (isinstance(one, Assign) and one.var == SND.UNA.var)])


OLD_ACK = variant(in_flight=(segment("A", SEQ=301, ACK=102, CTL=ACK),), name="an old ACK in flight")

lost_alike = Model(
    allowing({("A", SEND): 1, TRANSMIT: 1, RETRANSMIT: 2}, Watched, Watched, NETWORK, start=both_established()),
    asks(
        ask(k.alike, broken_by=altered("A keeps what is acknowledged", "A", ack_new=_keeps)),
        ask(k.acknowledged, broken_by=OLD_ACK),
        has_not=k.octet_has_not_come,
    ),
    about="data that is lost, and an ACK that is lost, look alike to the sender",
    rfc="9293 3.8.1",
    larger=(limited(RETRANSMIT, 3),),
)
