"""How a connection closes: FIN and ACK, who sends which, when they share a segment, and how long CLOSE-WAIT lasts.

Both ends are ESTABLISHED at the start (A opened with 100, B listened and chose 300), unless a model says otherwise.
"""

from __future__ import annotations

from spec.notation import (
    PERFECT,
    Limits,
    Machine,
    Model,
    System,
    altered,
    ask,
    asks,
    limited,
    one_more_place,
    struck,
    variant,
)
from spec.tcp.catalogue.changes import ACKS_MAY_WAIT, AN_ABORT, FIN_UNNUMBERED, LATE_ACKS
from spec.tcp.effects import start_clock, take_fin
from spec.tcp.properties import closing as c, data as d
from spec.tcp.systems import ANY, allowing, both_established, listening
from spec.tcp.table import Tcp
from spec.tcp.variables import (
    ACTIVE_OPEN,
    CLOSE,
    DELAYED_ACK,
    ESTABLISHED,
    LAST_ACK,
    RETRANSMIT,
    SEND,
    TIME_WAIT,
    TRANSMIT,
    TWO_MSL,
    USER_TIMEOUT,
)
from spec.tcp.variants.mutants import AcksTheThirdLate, ClosesByItself, IgnoresClose, NeverRepeatsFin, SilentWhenClosed
from spec.tcp.variants.unnumbered import FinWithoutNumber
from spec.tcp.variants.watched import Watched, WatchedLater

TIMERS: Limits = {RETRANSMIT: ANY, TWO_MSL: ANY}
HERE = both_established()
LATE = {"DELAYED": 1}
"""An ACK of data or of a FIN may wait for its timer."""

B_SENDS = (limited(SEND, 1, "B") & limited(TRANSMIT, 2, "B")).called("B sends an octet")

# In any order

closing = Model(
    allowing({CLOSE: 1, **TIMERS}, start=HERE),
    asks(
        c.closes,
        c.both_time_wait,
        c.half_closed,
        ask(d.numbers_in_order, broken_by=variant(A=FinWithoutNumber)),
        ask(c.fin_acked_fin_heard, broken_by=FIN_UNNUMBERED),
        ask(
            c.time_wait_closed,
            broken_by=altered(
                "whoever has the other's FIN is in TIME-WAIT",
                fin_crosses=lambda row: row.but(do=[*take_fin, *start_clock], to=TIME_WAIT),
            ),
        ),
        ask(c.can_close, broken_by=struck("fin_timeout").called("a FIN is sent once")),
        c.close_cost,
    ),
    about="both ends close, in any order",
    rfc="9293 3.6, figures 12 and 13",
    larger=(AN_ABORT,),
)
merged_between = Model(
    allowing({CLOSE: 1, DELAYED_ACK: ANY}, Watched, WatchedLater, PERFECT.holding(2), start=HERE, params=LATE),
    asks(
        c.merged,
        ask(c.ack_saved, broken_by=B_SENDS),
        ask(c.apart, "IMPOSSIBLE", broken_by=B_SENDS),
    ),
    about="B's user closes between A's FIN and its ACK, and nothing is lost: B's FIN and the ACK are one segment",
    rfc="9293 3.8.6.3",
    larger=(one_more_place(),),
)
merged_behind_data = Model(
    B_SENDS.of(merged_between.system),
    asks(c.merged, c.apart),
    about="B's user closes behind data: the data takes the ACK of A's FIN along, and B's FIN goes alone",
    rfc="9293 3.8.6.3, 3.10.4",
)
merged_close = Model(
    allowing({CLOSE: 1, DELAYED_ACK: ANY, **TIMERS}, start=HERE, params=LATE),
    asks(c.merged, c.closes, c.close_cost, ask(c.fin_acked_fin_heard, broken_by=FIN_UNNUMBERED)),
    about="both ends close, and an ACK may wait: B's FIN and its ACK of A's FIN can share a segment",
    rfc="9293 3.3.2 note 2, 3.8.6.3",
    larger=(AN_ABORT,),
)
simultaneous_close = Model(
    allowing({CLOSE: 1}, channel=PERFECT.holding(2), start=HERE),
    asks(c.both_at_once),
    about="both ends close at once: four segments",
    rfc="9293 3.6, figure 13",
)

# The price of a whole connection


def _whole(client: type[Machine] = Tcp, *, late: bool) -> System:
    """A whole connection without data, over a network that loses nothing."""
    delays: Limits = {DELAYED_ACK: ANY} if late else {}
    return allowing(
        {("A", ACTIVE_OPEN): 1, CLOSE: 1, **delays},
        client,
        channel=PERFECT.holding(4),
        start={"B": listening()},
        params=LATE if late else {},
    )


life = Model(
    _whole(late=False),
    asks(c.three_segments),
    about="a whole connection without data takes seven segments",
    rfc="9293 3.5, 3.6",
)
life_merged = Model(
    _whole(late=True),
    asks(c.three_segments),
    about="a whole connection without data takes six segments, where an ACK may wait for the FIN",
    rfc="9293 3.8.6.3",
)
life_shortest = Model(
    _whole(AcksTheThirdLate, late=True),
    asks(c.three_segments),
    about="a whole connection without data takes five segments, where the third segment may wait for the FIN as well",
    rfc="9293 3.8.6.3",
)

# The kernel and the user

KERNEL_CLOSES = (variant(B=ClosesByItself) & limited(TRANSMIT, 1, "B")).called("B closes by itself")

kernel_first = Model(
    allowing({CLOSE: 1, **TIMERS}, Watched, Watched, start=HERE),
    asks(
        ask(c.fin_acked_at_once, broken_by=LATE_ACKS),
        ask(c.fin_is_the_users, broken_by=KERNEL_CLOSES),
        c.user_may_wait,
        ask(
            c.close_wait_is_passive,
            broken_by=struck("fin_at_once_after_peer", "transmit_fin_after_peer", end="B").called(
                "B's FIN never leaves"
            ),
        ),
        ask(c.kernel_first, broken_by=LATE_ACKS),
        ask(c.kernel_always_first, "VIOLATED"),
        ask(c.left_by_close, broken_by=limited(CLOSE, 0, "B")),
        c.neither_open,
        ask(
            c.last_ack_is_closed,
            broken_by=altered("whoever closes is in LAST-ACK", "B", close_open=lambda row: row.but(to=LAST_ACK)),
        ),
        ask(c.fin_wait_after_ack, "VIOLATED"),
        c.three_segments,
    ),
    about="the kernel acknowledges a FIN at once; the other FIN is for the user to send",
    rfc="9293 3.6, figure 12",
    larger=(limited(USER_TIMEOUT, 1, "B"),),
)
kernel_late = Model(
    allowing({CLOSE: 1, DELAYED_ACK: ANY, **TIMERS}, Watched, Watched, start=HERE, params=LATE),
    asks(
        ask(c.fin_acked_at_once, "VIOLATED"),
        ask(c.fin_is_the_users, broken_by=KERNEL_CLOSES),
        ask(c.kernel_first, "VIOLATED"),
        c.three_segments,
    ),
    about="an ACK may wait: B's user can close before the ACK of A's FIN has left, and one segment carries both",
    rfc="9293 3.8.6.3",
    larger=(AN_ABORT,),
)
kernel_closes = Model(
    allowing({("A", CLOSE): 1, TRANSMIT: ANY, **TIMERS}, Tcp, ClosesByItself, start=HERE),
    asks(ask(c.fin_is_the_users, "VIOLATED")),
    about="a mutant: the kernel answers a FIN with a FIN of its own, whatever the user wants",
)

fin_wait_late = Model(
    altered(
        "A is in FIN-WAIT only when its FIN is acknowledged",
        "A",
        close_open=lambda row: row.but(to=ESTABLISHED),
        fin_at_once=lambda row: row.but(at=ESTABLISHED),
        our_fin_acked=lambda row: row.but(at=ESTABLISHED),
    ).of(allowing({("A", CLOSE): 1, RETRANSMIT: ANY}, start=HERE)),
    asks(ask(c.fin_wait_after_ack, broken_by=variant(A=Tcp))),
    about="a mutant: who has sent a FIN stays ESTABLISHED until it is acknowledged",
    larger=(AN_ABORT,),
)

# CLOSE-WAIT

close_wait = Model(
    allowing({("A", CLOSE): 1, **TIMERS}, start=HERE),
    asks(
        ask(c.stays_in_close_wait, broken_by=limited(CLOSE, 1, "B")),
        ask(c.left_by_user_alone, broken_by=limited(CLOSE, 1, "B")),
        ask(c.nobody_waits_for_ever, "VIOLATED"),
    ),
    about="B's user never closes: no retransmission leaves CLOSE-WAIT, nor A's FIN-WAIT-2",
    rfc="9293 3.6, figure 5",
    larger=((limited(SEND, 1, "A") & limited(TRANSMIT, 2)).called("A sends an octet"),),
)
close_wait_given_up = Model(
    allowing({("A", CLOSE): 1, ("A", USER_TIMEOUT): 1, ("B", SEND): 1, TRANSMIT: ANY, RETRANSMIT: ANY}, start=HERE),
    asks(ask(c.left_by_user_alone, "VIOLATED")),
    about="A's user gives up, and A's reset takes B from CLOSE-WAIT, whose user has not closed",
    rfc="9293 3.10.8, 3.10.7.4 second",
)
close_wait_waits = Model(
    allowing({CLOSE: 1, **TIMERS}, start=HERE),
    asks(
        ask(c.close_wait_unaided, "VIOLATED"),
        ask(c.close_wait_ends, broken_by=variant(B=IgnoresClose)),
        ask(c.fin_wait_2_unaided, "VIOLATED"),
        ask(c.fin_wait_2_ends, broken_by=variant(B=NeverRepeatsFin)),
        ask(c.last_ack_ends, broken_by=variant(A=SilentWhenClosed)),
    ),
    about="where nobody aborts, CLOSE-WAIT ends with the user's CLOSE alone, and so does the peer's FIN-WAIT-2",
    rfc="9293 3.6, 3.10.4",
    larger=(ACKS_MAY_WAIT,),
)
