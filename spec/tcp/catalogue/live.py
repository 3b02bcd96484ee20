"""The models of what happens in the end: with the fairness that a promise needs, and with less."""

from __future__ import annotations

from collections.abc import Mapping

from spec.notation import (
    LOSSY,
    LOSSY_BAG,
    Channel,
    Model,
    Numbers,
    System,
    any_of,
    fresh,
    limited,
    once_more,
    one_more_place,
    variant,
)
from spec.notation.nodes import End
from spec.tcp.catalogue.closing_changes import ACKS_MAY_WAIT
from spec.tcp.catalogue.opening_changes import A_SENDS, ANOTHER_NUMBER, NO_RESET, NO_SYN_ACK_TIMER
from spec.tcp.properties import closing as c
from spec.tcp.properties import data as d
from spec.tcp.properties import opening as p
from spec.tcp.systems import ANY, FAR_OLD_SYN, OLD_SYN, allowing, both_established, opening
from spec.tcp.variables import CLOSE, RETRANSMIT, SEND, TRANSMIT, TWO_MSL, USER_TIMEOUT
from spec.tcp.variants.mutants import IgnoresClose, NeverRepeatsFin, NeverRepeatsText, SilentWhenClosed
from spec.tcp.variants.openings import NoReset

OPENING_IS_LIVE = Model(
    opening(),
    {
        "opens_unaided": p.opens_unaided,
        "opens_weakly": p.opens_weakly,
        "opens": p.opens,
        "both_open": p.both_open,
        "can_complete": p.can_complete,
    },
    {"opens_unaided": "VIOLATED", "opens_weakly": "VIOLATED"},
    about="opening is live if each kind of segment that is sent again and again arrives",
    rfc="9293 3.5, 3.8.1",
    claims=("P13",),
    mutants={"opens": NO_SYN_ACK_TIMER, "both_open": NO_SYN_ACK_TIMER, "can_complete": NO_SYN_ACK_TIMER},
    larger=(A_SENDS,),
)
OPENING_TWO_TRIES = Model(
    opening(at_most={RETRANSMIT: 1}),
    {"opens": p.opens},
    {"opens": "VIOLATED"},
    about="each end repeats its SYN once: then no network has to deliver anything",
    rfc="9293 3.8.3",
    claims=("P13",),
)
OPENING_GIVES_UP = Model(
    opening(at_most={RETRANSMIT: 1, USER_TIMEOUT: 1}),
    {"opens_or_gives_up": p.opens_or_gives_up},
    about="the same with a user timeout: ESTABLISHED or given up",
    rfc="9293 3.8.3, 3.10.8",
    claims=("P13",),
    mutants={"opens_or_gives_up": limited(USER_TIMEOUT, 0)},
    larger=(once_more(RETRANSMIT),),
)

OLD: Mapping[End, Numbers] = {"A": fresh(100), "B": any_of(300, 400)}
OLD_SYN_IS_LEFT = Model(
    opening(in_flight=(OLD_SYN,), isn=OLD),
    {
        "recovers_weakly": p.recovers_weakly,
        "recovers": p.recovers,
        "opens_among_old": p.opens_among_old,
        "can_complete": p.can_complete,
    },
    {"recovers_weakly": "VIOLATED", "opens_among_old": "VIOLATED"},
    about="after an old SYN, A's reset does bring B back to LISTEN; an old SYN that never dies comes again and again",
    rfc="9293 3.5, figure 8",
    claims=("P05",),
    mutants={"recovers": NO_RESET, "can_complete": NO_RESET},
    larger=(ANOTHER_NUMBER,),
)
OLD_SYN_KEEPS = Model(
    opening(NoReset, in_flight=(FAR_OLD_SYN,), isn=OLD),
    {"recovers": p.recovers},
    {"recovers": "VIOLATED"},
    about="without A's reset it keeps B in SYN-RECEIVED",
    rfc="9293 3.10.7.3 first",
    claims=("P05",),
)

CLOSE_WAIT_WAITS = Model(
    allowing({CLOSE: 1, RETRANSMIT: ANY, TWO_MSL: ANY}, start=both_established()),
    {
        "close_wait_unaided": c.close_wait_unaided,
        "close_wait_ends": c.close_wait_ends,
        "fin_wait_2_unaided": c.fin_wait_2_unaided,
        "fin_wait_2_ends": c.fin_wait_2_ends,
        "last_ack_ends": c.last_ack_ends,
    },
    {"close_wait_unaided": "VIOLATED", "fin_wait_2_unaided": "VIOLATED"},
    about="CLOSE-WAIT ends with the user's CLOSE and with nothing else, and the peer's FIN-WAIT-2 with it",
    rfc="9293 3.6, 3.10.4",
    claims=("P24",),
    mutants={
        "close_wait_ends": variant(B=IgnoresClose),
        "fin_wait_2_ends": variant(B=NeverRepeatsFin),
        "last_ack_ends": variant(A=SilentWhenClosed),
    },
    larger=(ACKS_MAY_WAIT,),
)


def two_octets(channel: Channel) -> System:
    """A sends two octets, each in a segment of its own."""
    return allowing(
        {("A", SEND): 2, ("A", TRANSMIT): ANY, RETRANSMIT: ANY}, channel=channel, start=both_established(4), buffer=4
    )


TEXT_ONCE = variant(A=NeverRepeatsText)
TEXT_IS_LIVE = Model(
    two_octets(LOSSY),
    {
        "text_unaided": d.text_unaided,
        "text_weakly": d.text_weakly,
        "text_acked": d.text_acked,
        "all_text_acked": d.all_text_acked,
        "can_be_acked": d.can_be_acked,
    },
    {"text_unaided": "VIOLATED", "text_weakly": "VIOLATED", "text_acked": "VIOLATED", "all_text_acked": "VIOLATED"},
    about="text: a network that repeats one segment for ever may pass that off as delivery of its kind",
    rfc="9293 3.8.1",
    claims=("P43",),
    mutants={"can_be_acked": TEXT_ONCE},
    larger=(once_more(SEND),),
)
TEXT_IS_LIVE_BAG = Model(
    two_octets(LOSSY_BAG.holding(2)),
    {
        "text_acked": d.text_acked,
        "all_text_acked": d.all_text_acked,
        "queue_drains": d.queue_drains,
    },
    about="the same over a network that does not repeat",
    rfc="9293 3.8.1",
    claims=("P43",),
    mutants={"text_acked": TEXT_ONCE, "all_text_acked": TEXT_ONCE, "queue_drains": TEXT_ONCE},
    larger=(once_more(SEND), one_more_place()),
)

MODELS: Mapping[str, Model] = {
    "opening-is-live": OPENING_IS_LIVE,
    "opening-two-tries": OPENING_TWO_TRIES,
    "opening-gives-up": OPENING_GIVES_UP,
    "old-syn-is-left": OLD_SYN_IS_LEFT,
    "old-syn-keeps": OLD_SYN_KEEPS,
    "close-wait-waits": CLOSE_WAIT_WAITS,
    "text-is-live": TEXT_IS_LIVE,
    "text-is-live-bag": TEXT_IS_LIVE_BAG,
}
