"""The opening with timers: which are needed, and what happens in the end.

A opens and B listens.  A network that may always lose is held to deliver each kind of segment, if that is sent again
and again.
"""

from __future__ import annotations

from spec.notation import Limits, Model, any_of, ask, asks, fresh, limited, more_numbers, once_more, variant
from spec.tcp.catalogue.changes import A_SENDS
from spec.tcp.properties import opening as p
from spec.tcp.systems import FAR_OLD_SYN, OLD_SYN, opening
from spec.tcp.variables import RETRANSMIT, SEND, TRANSMIT, USER_TIMEOUT
from spec.tcp.variants.mutants import NeverRepeatsSynAck
from spec.tcp.variants.openings import NoReset, RepeatsSynAck

NO_RESET = variant(A=NoReset, in_flight=(FAR_OLD_SYN,), name="A is NoReset, another old SYN")
ANOTHER_NUMBER = more_numbers(B=500)

# Which timers

ONLY_A_REPEATS: Limits = {("B", RETRANSMIT): 0}

one_timer = Model(
    opening(at_most=ONLY_A_REPEATS),
    asks(p.completes, ask(p.can_complete, "VIOLATED")),
    about="only A repeats its SYN, and B answers a repeated SYN with a bare ACK",
    rfc="9293 3.10.7.4 first",
)
one_timer_repeats = Model(
    opening(server=RepeatsSynAck, at_most=ONLY_A_REPEATS),
    asks(p.completes, ask(p.can_complete, "VIOLATED")),
    about="only A repeats its SYN, and B answers a repeated SYN with the SYN,ACK: the third segment is not repeated",
)
one_timer_data = Model(
    opening(server=RepeatsSynAck, at_most={**ONLY_A_REPEATS, ("A", SEND): 1, ("A", TRANSMIT): 1}),
    asks(p.completes, ask(p.can_complete, broken_by=limited(SEND, 0))),
    about="only A repeats, B answers a repeated SYN with the SYN,ACK, and A has data to send: that does for the third",
    larger=(once_more(SEND, TRANSMIT),),
)

# What happens in the end

SYN_ACK_ONCE = variant(B=NeverRepeatsSynAck)

opening_is_live = Model(
    opening(),
    asks(
        ask(p.opens_unaided, "VIOLATED"),
        ask(p.opens_weakly, "VIOLATED"),
        ask(p.opens, broken_by=SYN_ACK_ONCE),
        ask(p.both_open, broken_by=SYN_ACK_ONCE),
        ask(p.can_complete, broken_by=SYN_ACK_ONCE),
    ),
    about="the opening completes in the end, if each kind of segment that is sent again and again arrives",
    rfc="9293 3.5, 3.8.1",
    larger=(A_SENDS,),
)
opening_two_tries = Model(
    opening(at_most={RETRANSMIT: 1}),
    asks(ask(p.opens, "VIOLATED")),
    about="each end repeats its SYN only once: then the network need not deliver anything",
    rfc="9293 3.8.3",
)
opening_gives_up = Model(
    opening(at_most={RETRANSMIT: 1, USER_TIMEOUT: 1}),
    asks(ask(p.opens_or_gives_up, broken_by=limited(USER_TIMEOUT, 0))),
    about="each end repeats its SYN only once and has a user timeout: A is ESTABLISHED in the end, or has given up",
    rfc="9293 3.8.3, 3.10.8",
    larger=(once_more(RETRANSMIT),),
)
old_syn_is_left = Model(
    opening(in_flight=(OLD_SYN,), isn={"A": fresh(100), "B": any_of(300, 400)}),
    asks(
        ask(p.recovers_weakly, "VIOLATED"),
        ask(p.recovers, broken_by=NO_RESET),
        ask(p.opens_among_old, "VIOLATED"),
        ask(p.can_complete, broken_by=NO_RESET),
    ),
    about="B has answered an old SYN: A's reset does bring it back to LISTEN; an old SYN that never dies comes again",
    rfc="9293 3.5, figure 8",
    larger=(ANOTHER_NUMBER,),
)
old_syn_keeps = Model(
    opening(NoReset, in_flight=(FAR_OLD_SYN,), isn={"A": fresh(100), "B": any_of(300, 400)}),
    asks(ask(p.recovers, "VIOLATED")),
    about="B has answered an old SYN, and A sends no reset: B may stay in SYN-RECEIVED for ever",
    rfc="9293 3.10.7.3 first",
)
