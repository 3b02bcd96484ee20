"""The models that decide what articles say about closing: P20 to P26, each small.

They begin with both ends ESTABLISHED (A opened with 100, B listened and chose 300), unless they say otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping

from spec.notation import DUPLICATING_BAG, PERFECT, Machine, Model, System, between, model
from spec.notation.models import Parametric
from spec.notation.systems import Limits
from spec.tcp.catalogue import closing_changes as x
from spec.tcp.connection import Tcp
from spec.tcp.properties import closing as c
from spec.tcp.properties import data as d
from spec.tcp.systems import ANY, allowing, both_established, listening
from spec.tcp.variables import (
    ABORT,
    ACTIVE_OPEN,
    CLOSE,
    CLOSE_BOTH,
    DELAYED_ACK,
    RECEIVE,
    RETRANSMIT,
    SEND,
    TRANSMIT,
    TWO_MSL,
)
from spec.tcp.variants.mutants import (
    AcksTheThirdLate,
    ClosesByItself,
    EndBeforeText,
    EndOutOfOrder,
    FreesWhenSent,
)
from spec.tcp.variants.watched import SendsLater, Watched

TIMERS: Limits = {RETRANSMIT: ANY, TWO_MSL: ANY}
TEXT: Limits = {TRANSMIT: ANY, RETRANSMIT: ANY}
LATE = {"DELAYED": 1}
HERE, TWO_OCTETS = both_established(), both_established(2)

ORDERS: Mapping[str, Model] = {
    "kernel-first": Model(
        allowing({CLOSE: 1, **TIMERS}, Watched, Watched, start=HERE),
        {
            "fin_acked_at_once": c.fin_acked_at_once,
            "fin_is_the_users": c.fin_is_the_users,
            "user_may_wait": c.user_may_wait,
            "close_wait_is_passive": c.close_wait_is_passive,
            "kernel_first": c.kernel_first,
            "kernel_always_first": c.kernel_always_first,
            "left_by_close": c.left_by_close,
            "three_segments": c.three_segments,
        },
        {"kernel_always_first": "VIOLATED"},
        about="a FIN is acknowledged at once: the ACK is the kernel's, the FIN is the user's",
        rfc="9293 3.6, figure 12",
        claims=("P20 fin_acked_at_once", "P23 kernel_first", "P23 kernel_always_first", "P24 left_by_close"),
        mutants={
            "fin_acked_at_once": x.LATE_ACKS,
            "fin_is_the_users": x.KERNEL_CLOSES,
            "close_wait_is_passive": x.CLOSE_ONLY_NOTED,
            "kernel_first": x.LATE_ACKS,
            "left_by_close": x.B_NEVER_CLOSES,
        },
        larger=(x.B_GIVES_UP,),
    ),
    "kernel-late": Model(
        allowing({CLOSE: 1, DELAYED_ACK: ANY, **TIMERS}, Watched, Watched, start=HERE, params=LATE),
        {
            "fin_acked_at_once": c.fin_acked_at_once,
            "fin_is_the_users": c.fin_is_the_users,
            "kernel_first": c.kernel_first,
            "three_segments": c.three_segments,
        },
        {"fin_acked_at_once": "VIOLATED", "kernel_first": "VIOLATED"},
        about="an ACK may wait: B's user closes before the ACK of A's FIN has left",
        rfc="9293 3.8.6.3",
        claims=("P22 three_segments", "P23 kernel_first"),
        mutants={"fin_is_the_users": x.KERNEL_CLOSES},
        larger=(x.AN_ABORT,),
    ),
    "kernel-closes": Model(
        allowing({("A", CLOSE): 1, TRANSMIT: ANY, **TIMERS}, Tcp, ClosesByItself, start=HERE),
        {"fin_is_the_users": c.fin_is_the_users},
        {"fin_is_the_users": "VIOLATED"},
        about="a mutant: the kernel answers a FIN with a FIN, whatever the user wants",
        claims=("P20 fin_is_the_users",),
    ),
    "close-wait": Model(
        allowing({("A", CLOSE): 1, **TIMERS}, start=HERE),
        {"stays_in_close_wait": c.stays_in_close_wait, "nobody_waits_for_ever": c.nobody_waits_for_ever},
        {"nobody_waits_for_ever": "VIOLATED"},
        about="B's user never closes: no timer leaves CLOSE-WAIT, nor FIN-WAIT-2",
        rfc="9293 3.6, figure 5",
        claims=("P24 stays_in_close_wait", "P24 nobody_waits_for_ever"),
        mutants={"stays_in_close_wait": x.B_CLOSES},
        larger=(x.AN_OCTET,),
    ),
}


def life(client: type[Machine] = Tcp, *, late: bool) -> System:
    """A whole connection without text, over a network that loses nothing."""
    delays: Limits = {DELAYED_ACK: ANY} if late else {}
    return allowing(
        {("A", ACTIVE_OPEN): 1, CLOSE: 1, **delays},
        client,
        channel=PERFECT.holding(4),
        start={"B": listening()},
        params=LATE if late else {},
    )


LIVES: Mapping[str, Model] = {
    "life": Model(
        life(late=False),
        {"three_segments": c.three_segments},
        about="a whole connection without text: seven segments",
        rfc="9293 3.5, 3.6",
        claims=("P11 three_segments",),
    ),
    "life-merged": Model(
        life(late=True),
        {"three_segments": c.three_segments},
        about="six, where an ACK may wait for the FIN",
        rfc="9293 3.8.6.3",
        claims=("P11 three_segments",),
    ),
    "life-shortest": Model(
        life(AcksTheThirdLate, late=True),
        {"three_segments": c.three_segments},
        about="five, where the third segment may wait too",
        rfc="9293 3.8.6.3",
        claims=("P11 three_segments",),
    ),
}


def carries(flying: int, allowed: Limits, client: type[Machine] = Watched, server: type[Machine] = Watched) -> System:
    """Text through buffers of two octets, over a network that loses, repeats and reorders what is in flight."""
    channel = DUPLICATING_BAG.holding(flying)
    return allowing({**allowed, **TEXT}, client, server, channel, start=TWO_OCTETS, buffer=2)


@model("half-close", FLYING=between(1, 3))
def half_close(FLYING: int = 1) -> Model:
    """A's user closes; B's user sends when the FIN has come, and closes at last."""
    return Model(
        carries(FLYING, {CLOSE: 1, ("A", RECEIVE): 1, ("B", SEND): 1}, server=SendsLater),
        {
            "half_closed": c.half_closed,
            "reads_after_close": c.reads_after_close,
            "numbers_in_order": d.numbers_in_order,
        },
        about="who has closed still takes and reads what the other sends",
        rfc="9293 3.6",
        claims=("P21 reads_after_close",),
        mutants={"numbers_in_order": (x.A_FIN_UNNUMBERED, x.B_FREES_WHEN_SENT)},
        larger=(x.ONE_MORE_PLACE,),
    )


HALF_DUPLEX = Model(
    allowing({("A", CLOSE_BOTH): 1, ("B", CLOSE): 1, ("B", SEND): 1, **TEXT}, start=TWO_OCTETS, buffer=2),
    {"takes_when_deaf": c.takes_when_deaf, "refuses_when_deaf": c.refuses_when_deaf},
    {"takes_when_deaf": "IMPOSSIBLE"},
    about="close() of a socket: what comes afterwards is refused, not kept",
    rfc="9293 3.6.1 MAY-1",
    claims=("P21 refuses_when_deaf", "P36 takes_when_deaf"),
    mutants={"takes_when_deaf": x.DEAF_LISTENS},
    larger=(x.MORE_TEXT,),
)


def reading(server: type[Machine], flying: int = 1) -> System:
    """A sends an octet and closes; B's user reads twice, and closes when it likes."""
    return carries(flying, {CLOSE: 1, ("A", SEND): 1, ("B", RECEIVE): 2}, Tcp, server)


@model("read-end", FLYING=between(1, 2))
def read_end(FLYING: int = 1) -> Model:
    """read() returns 0 after the last octet, not before."""
    return Model(
        reading(Tcp, FLYING),
        {
            "read_end": d.read_end,
            "end_after_all_text": d.end_after_all_text,
            "end_once_fin_came": d.end_once_fin_came,
        },
        {"end_once_fin_came": "VIOLATED"},
        about="read() returns 0 when the FIN has come and every octet before it is read",
        rfc="9293 3.10.3",
        claims=("P25 end_after_all_text", "P25 end_once_fin_came"),
        mutants={"end_after_all_text": (x.END_OUT_OF_ORDER, x.END_BEFORE_TEXT)},
        larger=(x.MORE_TEXT,),
    )


MOVES: Limits = {CLOSE: 1, SEND: 1, TWO_MSL: ANY}


@model("all-moved", FLYING=between(1, 2))
def all_moved(FLYING: int = 1) -> Model:
    """An octet each way, and both close."""
    return Model(
        carries(FLYING, MOVES),
        {
            "both_heard": c.both_heard,
            "nothing_lost": d.nothing_lost,
            "all_moved": d.all_moved,
            "not_all_read": d.not_all_read,
        },
        about="closing by FIN both ways moves all text to the other's TCP",
        rfc="9293 3.6",
        claims=("P26 nothing_lost", "P26 all_moved"),
        mutants={"nothing_lost": x.FIN_BEFORE_TEXT, "all_moved": x.A_ABORTS},
        larger=(x.A_SENDS_TWICE,),
    )


def sending(allowed: Limits) -> System:
    """A sends an octet; nobody closes."""
    return allowing({("A", SEND): 1, TRANSMIT: ANY, **allowed}, start=HERE)


REPEATS: Mapping[str, Model] = {
    "text-repeated": Model(
        sending({RETRANSMIT: ANY}),
        {"text_waits": d.text_waits, "text_can_be_acked": d.text_can_be_acked},
        about="text is sent again until it is acknowledged",
        rfc="9293 3.8.1",
        claims=("P43 text_can_be_acked",),
        mutants={"text_can_be_acked": x.NO_TIMERS},
        larger=(x.MORE_TEXT,),
    ),
    "text-not-repeated": Model(
        sending({}),
        {"text_waits": d.text_waits, "text_can_be_acked": d.text_can_be_acked},
        {"text_can_be_acked": "VIOLATED"},
        about="the same without a timer: what is lost is lost",
        claims=("P43 text_can_be_acked",),
    ),
}

MUTANTS: Mapping[str, Model] = {
    "read-end-out-of-order": Model(
        reading(EndOutOfOrder),
        {"end_after_all_text": d.end_after_all_text},
        {"end_after_all_text": "VIOLATED"},
        about="a mutant: a FIN is told to the user although text before it is missing",
        claims=("P25 end_after_all_text",),
    ),
    "read-end-before-text": Model(
        reading(EndBeforeText),
        {"end_after_all_text": d.end_after_all_text},
        {"end_after_all_text": "VIOLATED"},
        about="a mutant: read() returns 0 although text lies unread",
        claims=("P25 end_after_all_text",),
    ),
    "abort-loses": Model(
        carries(1, {**MOVES, ("A", ABORT): 1}),
        {"nothing_lost": d.nothing_lost, "all_moved": d.all_moved},
        {"all_moved": "VIOLATED"},
        about="an abort moves nothing: what is queued is gone",
        rfc="9293 3.10.5",
        claims=("P26 all_moved",),
        mutants={"nothing_lost": x.FIN_BEFORE_TEXT},
        larger=(x.A_SENDS_TWICE,),
    ),
    "frees-when-sent": Model(
        carries(1, {CLOSE: 1, ("A", SEND): 1}, FreesWhenSent, Tcp),
        {"numbers_in_order": d.numbers_in_order},
        {"numbers_in_order": "VIOLATED"},
        about="a mutant: text leaves the send buffer when it is sent",
        claims=("P42 numbers_in_order",),
    ),
}

MODELS: Mapping[str, Model | Parametric] = {
    **ORDERS,
    **LIVES,
    "half-close": half_close,
    "half-duplex-close": HALF_DUPLEX,
    "read-end": read_end,
    "all-moved": all_moved,
    **REPEATS,
    **MUTANTS,
}
