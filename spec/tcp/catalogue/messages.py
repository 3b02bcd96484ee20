"""How many messages it takes to open a connection: one, two, three or four, and both ends at once.

A opens and B listens, unless a model says otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from spec.notation import (
    DUPLICATING_BAG,
    LOSSY_BAG,
    LOSSY_FIFO,
    Channel,
    Limits,
    Model,
    ask,
    asks,
    at,
    fresh,
    limited,
    more_numbers,
    one_more_place,
    struck,
    variant,
)
from spec.tcp.catalogue import opening as handshakes
from spec.tcp.catalogue.changes import (
    A_GIVES_UP_ONCE,
    A_SENDS,
    AN_OLD_SYN,
    B_LISTENS_AGAIN,
    TAKES_ANY_ACK,
    TAKES_OLD_SYN,
)
from spec.tcp.properties import data as d, opening as p
from spec.tcp.systems import OLD_DATA, OLD_SYN, listening, opening
from spec.tcp.table import Tcp
from spec.tcp.variables import ACTIVE_OPEN, LISTEN, PASSIVE, RCV, RETRANSMIT
from spec.tcp.variants.openings import (
    FourWay,
    FourWayRelaxed,
    FourWaySilent,
    Memory,
    OneWay,
    Relaxed,
    TwoWay,
    TwoWayAnswering,
    TwoWayRemembering,
)

NO_TIMERS: Limits = {RETRANSMIT: 0}
ONE_REPETITION = limited(RETRANSMIT, 1)

# One

one_way = Model(
    opening(OneWay, OneWay),
    asks(
        p.b_established,
        ask(p.half_way, "IMPOSSIBLE", broken_by=variant(B=Tcp, name="B waits for a second message")),
        p.a_alone,
        ask(p.agreement, "VIOLATED"),
    ),
    about="one message: A is ESTABLISHED when it has sent its SYN, B when the SYN has arrived",
    larger=(A_GIVES_UP_ONCE,),
)

# Two

FORGETS_THE_LAST = variant(start={"B": listening()}, name="B has forgotten the last number")

two_way = Model(
    opening(server=TwoWay),
    asks(
        p.completes,
        ask(p.agreement, broken_by=TAKES_ANY_ACK),
        ask(p.not_a_ghost, broken_by=TAKES_OLD_SYN),
        ask(p.was_there, "VIOLATED"),
    ),
    about="two messages: B is ESTABLISHED as soon as a SYN has arrived",
    larger=(A_GIVES_UP_ONCE,),
)
two_way_late_syn = Model(
    opening(server=TwoWay, gives_up=1),
    asks(p.b_established, ask(p.not_alone, "VIOLATED")),
    about="two messages, and A gives up while its SYN is still on its way",
)
two_way_old_syn = Model(
    opening(server=TwoWay, in_flight=(OLD_SYN,)),
    asks(p.b_established, ask(p.not_a_ghost, "VIOLATED")),
    about="two messages while an old SYN is still in the network",
    rfc="9293 3.5, figure 8",
)
two_way_old_data = Model(
    opening(server=TwoWay, in_flight=(OLD_SYN, OLD_DATA)),
    asks(p.b_established, ask(d.old_data, "VIOLATED")),
    about="two messages while an old SYN and the data behind it are still in the network: B hands old data to its user",
    rfc="9293 3.5, figure 8",
)
three_way_old_data = Model(
    opening(in_flight=(OLD_SYN, OLD_DATA)),
    asks(p.completes, ask(d.old_data, broken_by=variant(B=TwoWay))),
    about="three messages while an old SYN and the data behind it are still in the network: no old data is handed over",
    rfc="9293 3.5, figure 8",
    larger=(more_numbers(B=500),),
)
two_way_remembering = Model(
    opening(
        server=TwoWayRemembering,
        in_flight=(OLD_SYN,),
        start={"B": at(LISTEN, (PASSIVE, 1), (RCV.WND, 16), (Memory.LAST, 90))},
    ),
    asks(
        p.completes,
        ask(p.agreement, broken_by=FORGETS_THE_LAST & TAKES_ANY_ACK),
        ask(p.not_a_ghost, broken_by=FORGETS_THE_LAST),
    ),
    about="two messages suffice for a server that remembers the last number it accepted",
    rfc="9293 3.4.1; 1644 2.1",
    larger=(A_GIVES_UP_ONCE,),
)
two_way_lost_answer = Model(
    opening(server=TwoWay, at_most=NO_TIMERS),
    asks(p.completes, ask(p.never_stuck, "VIOLATED"), ask(p.not_left_alone, "VIOLATED")),
    about="two messages without retransmission: where the SYN,ACK is lost, B is left alone",
)
two_way_answering = Model(
    opening(server=TwoWayAnswering),
    asks(p.completes, ask(p.can_complete, broken_by=struck("syn_again", end="B"))),
    about="two messages with retransmission: B answers a repeated SYN with the SYN,ACK again",
    larger=(A_SENDS,),
)

# Four

LOOKS_AT_NO_ACK = struck("syn_sent_bad_ack", "syn_received_bad_ack") & AN_OLD_SYN
"""No end looks what an ACK acknowledges, neither in SYN-SENT nor in SYN-RECEIVED."""

four_way = Model(
    opening(server=FourWay),
    asks(
        p.completes,
        ask(p.agreement, broken_by=TAKES_ANY_ACK),
        ask(p.not_a_ghost, broken_by=TAKES_OLD_SYN),
        ask(p.was_there, "VIOLATED"),
        ask(p.a_alone, "IMPOSSIBLE", broken_by=variant(A=OneWay)),
    ),
    about="four messages: B sends its ACK and its SYN apart, with retransmission",
    rfc="9293 3.4.1, 3.10.7.3 fifth",
    larger=(A_SENDS,),
)
four_way_strict = Model(
    opening(server=FourWay, at_most=NO_TIMERS),
    asks(p.completes, ask(p.agreement, broken_by=LOOKS_AT_NO_ACK), p.cost),
    about="what it costs that B sends its ACK and its SYN apart, where 3.10.7.4 is read to the letter",
    rfc="9293 3.4.1, 3.10.7.4 first",
    larger=(ONE_REPETITION,),
)
four_way_relaxed = Model(
    opening(Relaxed, FourWayRelaxed, at_most=NO_TIMERS),
    asks(p.completes, ask(p.agreement, broken_by=LOOKS_AT_NO_ACK), p.cost),
    about="what it costs that B sends its ACK and its SYN apart, where crossing SYNs are read as figure 7 draws them",
    rfc="9293 3.4.1, A.2",
    larger=(ONE_REPETITION,),
)
four_way_silent = Model(
    opening(Relaxed, FourWaySilent, at_most=NO_TIMERS),
    asks(p.completes, ask(p.agreement, broken_by=LOOKS_AT_NO_ACK), p.cost),
    about="four messages without the first ACK, which A would drop: crossing SYNs are read as figure 7 draws them",
    rfc="9293 3.4.1, A.2",
    larger=(ONE_REPETITION,),
)

# Both at once

BOTH_OPEN: Limits = {("B", ACTIVE_OPEN): 1}

simultaneous = Model(
    opening(at_most=BOTH_OPEN, start={}, isn={"A": fresh(100), "B": fresh(300)}),
    asks(p.simultaneous, p.completes, ask(p.agreement, broken_by=TAKES_ANY_ACK), p.cost),
    about="both ends open at once, and 3.10.7.4 is read to the letter",
    rfc="9293 3.5, 3.10.7.4 first",
    larger=(B_LISTENS_AGAIN,),
)
simultaneous_relaxed = Model(
    opening(Relaxed, Relaxed, at_most=BOTH_OPEN, start={}, isn={"A": fresh(100), "B": fresh(300)}),
    asks(p.simultaneous, p.completes, ask(p.agreement, broken_by=TAKES_ANY_ACK), p.cost),
    about="both ends open at once, as figure 7 draws it",
    rfc="9293 3.5, figure 7; A.2",
    larger=(B_LISTENS_AGAIN,),
)

# Over other networks


def _over(channel: Channel, said: str) -> Callable[[Model], Model]:
    """The same system over another network, which has a bound of its own."""

    def made(one: Model) -> Model:
        system, about = replace(one.system, channel=channel), f"{one.about}; {said}"
        return replace(one, system=system, about=about, larger=(*one.larger, one_more_place()))

    return made


_fifo = _over(LOSSY_FIFO.holding(3), "the network loses, and keeps the order")
_bag = _over(LOSSY_BAG, "the network loses and reorders, and repeats nothing")
_duplicating_bag = _over(DUPLICATING_BAG, "the network loses, repeats and reorders, and holds three segments at most")

one_way_fifo = _fifo(one_way)
one_way_bag = _bag(one_way)
one_way_duplicating_bag = _duplicating_bag(one_way)
two_way_fifo = _fifo(two_way)
two_way_bag = _bag(two_way)
two_way_duplicating_bag = _duplicating_bag(two_way)
three_way_fifo = _fifo(handshakes.three_way)
three_way_bag = _bag(handshakes.three_way)
three_way_duplicating_bag = _duplicating_bag(handshakes.three_way)
four_way_fifo = _fifo(four_way)
four_way_bag = _bag(four_way)
four_way_duplicating_bag = _duplicating_bag(four_way)
simultaneous_fifo = _fifo(simultaneous)
simultaneous_bag = _bag(simultaneous)
simultaneous_duplicating_bag = _duplicating_bag(simultaneous)
