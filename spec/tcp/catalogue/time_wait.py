"""The models that decide what articles say about TIME-WAIT and the end: P27 to P36, each small.

They begin with both ends ESTABLISHED (A opened with 100, B listened and chose 300), unless they say otherwise.  In
those of ``WatchedLater`` B's user closes only after A's FIN has come: A is the active closer.
"""

from __future__ import annotations

from collections.abc import Mapping

from spec.notation import DUPLICATING_BAG, PERFECT, REORDERING, Channel, Machine, Model, Numbers, System, fresh
from spec.notation.nodes import End
from spec.notation.systems import Limits
from spec.tcp.catalogue import closing_changes as x
from spec.tcp.properties import closing as c
from spec.tcp.properties import time as t
from spec.tcp.properties.closing import last_ack_closes
from spec.tcp.systems import ANY, allowing, both_established, listening
from spec.tcp.variables import ABORT, ACTIVE_OPEN, CLOSE, CLOSE_BOTH, RETRANSMIT, SEND, TRANSMIT, TWO_MSL
from spec.tcp.variants.mutants import NeverWaits, SilentTimeWait
from spec.tcp.variants.watched import Watched, WatchedLater

TIMERS: Limits = {RETRANSMIT: ANY, TWO_MSL: ANY}
HERE = both_established()

WHO_WAITS: Mapping[str, Model] = {
    "who-waits": Model(
        allowing({CLOSE: 1, **TIMERS}, Watched, Watched, start=HERE),
        {
            "closes": c.closes,
            "b_closes_first": t.b_closes_first,
            "waits_who_closed_first": t.waits_who_closed_first,
            "one_waits": t.one_waits,
            "only_one_waits": t.only_one_waits,
            "over_when_waiting": t.over_when_waiting,
            "gone_when_acked": t.gone_when_acked,
        },
        {"only_one_waits": "VIOLATED", "over_when_waiting": "VIOLATED", "gone_when_acked": "VIOLATED"},
        about="who closed before the other's FIN came waits: one end, or both",
        rfc="9293 3.6, figures 12 and 13",
        claims=("P27 waits_who_closed_first", "P27 one_waits", "P27 only_one_waits"),
        mutants={"waits_who_closed_first": x.BOTH_WAIT, "one_waits": x.BOTH_WAIT},
        larger=(x.AN_ABORT,),
    ),
    "who-waits-on": Model(
        allowing({CLOSE: 1, RETRANSMIT: ANY}, Watched, Watched, start=HERE),
        {"both_wait": t.both_wait, "waits_who_closed_first": t.waits_who_closed_first},
        about="the same, and TIME-WAIT does not end: whoever closed at once with the other waits with it",
        rfc="9293 3.6, figure 13",
        claims=("P27 both_wait",),
        mutants={"both_wait": x.TIME_WAIT_ENDS, "waits_who_closed_first": x.BOTH_WAIT},
        larger=(x.ACKS_MAY_WAIT,),
    ),
    "passive-close": Model(
        allowing({CLOSE: 1, **TIMERS}, Watched, WatchedLater, start=HERE),
        {
            "closes": c.closes,
            "last_ack_closes": last_ack_closes,
            "passive_never_waits": t.passive_never_waits,
            "active_waits": t.active_waits,
            "fin_again": t.fin_again,
            "b_can_close": t.b_can_close,
            "can_close": c.can_close,
            "quiet_proves": t.quiet_proves,
            "silence_proves": t.silence_proves,
        },
        {"quiet_proves": "VIOLATED", "silence_proves": "VIOLATED"},
        about="A closes first, B after it: A waits, B does not; and silence proves nothing",
        rfc="9293 3.6, figure 12",
        claims=("P28 can_close", "P30 quiet_proves", "P30 silence_proves", "P33 passive_never_waits"),
        mutants={
            "last_ack_closes": x.FORGETS_AT_ONCE,
            "passive_never_waits": x.BOTH_WAIT,
            "b_can_close": x.FIN_ONCE,
            "can_close": x.FIN_ONCE,
        },
        larger=(x.ACKS_MAY_WAIT,),
    ),
    "simultaneous-close": Model(
        allowing({CLOSE: 1}, channel=PERFECT.holding(2), start=HERE),
        {"both_at_once": c.both_at_once},
        about="both close at once: four segments",
        rfc="9293 3.6, figure 13",
        claims=("P35 both_at_once",),
    ),
}

LAST_ACKS: Mapping[str, Model] = {
    "no-fin-timer": Model(
        allowing({CLOSE: 1, ("A", RETRANSMIT): ANY, TWO_MSL: ANY}, Watched, WatchedLater, start=HERE),
        {"closes": c.closes, "can_close": c.can_close},
        {"can_close": "VIOLATED"},
        about="B does not repeat its FIN: a lost ACK is not repeated either",
        rfc="9293 3.10.8",
        claims=("P28 can_close",),
    ),
    "time-wait-on": Model(
        allowing({CLOSE: 1, RETRANSMIT: ANY}, Watched, WatchedLater, start=HERE),
        {"fin_again": t.fin_again, "b_can_close": t.b_can_close},
        about="as long as A waits, B's FIN has an answer",
        rfc="9293 3.10.7.4 first",
        claims=("P28 b_can_close",),
        mutants={"b_can_close": (x.SILENT_TIME_WAIT, x.FIN_ONCE)},
        larger=(x.ACKS_MAY_WAIT,),
    ),
    "time-wait-silent": Model(
        allowing({CLOSE: 1, RETRANSMIT: ANY}, SilentTimeWait, WatchedLater, start=HERE),
        {"b_can_close": t.b_can_close},
        {"b_can_close": "VIOLATED"},
        about="a mutant: a repeated FIN has no answer in TIME-WAIT",
        claims=("P28 b_can_close",),
    ),
    "silence-without-loss": Model(
        allowing({CLOSE: 1, **TIMERS}, Watched, WatchedLater, REORDERING.holding(2), start=HERE),
        {"quiet_proves": t.quiet_proves, "silence_proves": t.silence_proves},
        about="where nothing is lost, silence does prove that B has the ACK",
        claims=("P30 silence_proves",),
        mutants={"quiet_proves": x.LOSES, "silence_proves": x.LOSES},
        larger=(x.ONE_MORE_PLACE,),
    ),
}


def reordered(client: type[Machine], server: type[Machine] = WatchedLater) -> System:
    """A closes, then B; nothing is lost or repeated, no timer runs, and TIME-WAIT does not end."""
    return allowing({CLOSE: 1}, client, server, REORDERING, start=HERE)


WITHOUT: Mapping[str, Model] = {
    "close-without-wait": Model(
        reordered(NeverWaits),
        {"never_reset": t.never_reset},
        {"never_reset": "VIOLATED"},
        about="no TIME-WAIT: an old ACK overtaken by the FIN has B reset",
        claims=("P31 never_reset",),
    ),
    "close-reordered": Model(
        reordered(Watched),
        {"never_reset": t.never_reset, "never_assassinated": t.never_assassinated},
        {"never_assassinated": "VIOLATED"},
        about="the same with TIME-WAIT: B is never reset, but the old ACK can end A's wait",
        rfc="9293 3.10.7.4 first; 1337",
        claims=("P31 never_reset", "P31 never_assassinated"),
        mutants={"never_reset": x.NEVER_WAITS},
        larger=(x.ONE_REPETITION,),
    ),
    "abort-frees": Model(
        allowing({ABORT: 1, RETRANSMIT: ANY}, start=HERE),
        {"reset_frees": c.reset_frees},
        about="an abort frees both ports at once",
        rfc="9293 3.10.5",
        claims=("P33 reset_frees",),
        mutants={"reset_frees": x.ABORTS_TO_TIME_WAIT},
        larger=(x.AN_OCTET,),
    ),
    "unread-close": Model(
        allowing(
            {("A", CLOSE_BOTH): 1, ("B", SEND): 1, TRANSMIT: ANY, RETRANSMIT: ANY}, start=both_established(2), buffer=2
        ),
        {"acknowledged_and_gone": c.acknowledged_and_gone},
        about="close() with text unread resets the connection, although that text is acknowledged",
        rfc="9293 3.6.1 SHLD-3; 2525 2.17",
        claims=("P36 acknowledged_and_gone",),
    ),
}


def early(channel: Channel, timers: Limits) -> System:
    """A opens; either end may close at any time, before the connection is ESTABLISHED too."""
    numbers: Mapping[End, Numbers] = {"A": fresh(100), "B": fresh(300, 400)}
    allowed: Limits = {("A", ACTIVE_OPEN): 1, CLOSE: 1, TWO_MSL: ANY, **timers}
    return allowing(allowed, channel=channel, start={"B": listening()}, isn=numbers)


EARLY: Mapping[str, Model] = {
    "early-close-reordered": Model(
        early(REORDERING, {}),
        {"early_dead_end": c.early_dead_end, "no_dead_end": c.no_dead_end},
        {"no_dead_end": "VIOLATED"},
        about="a FIN overtakes the SYN,ACK and is dropped: without timers both wait for ever",
        rfc="9293 3.10.7.3 fifth",
        claims=("P34 no_dead_end",),
    ),
    "early-close-in-order": Model(
        early(PERFECT.holding(4), {}),
        {"early_dead_end": c.early_dead_end, "no_dead_end": c.no_dead_end, "closes": c.closes},
        {"early_dead_end": "IMPOSSIBLE"},
        about="the same over a network that keeps the order",
        claims=("P34 no_dead_end",),
        mutants={"early_dead_end": x.REORDERS, "no_dead_end": x.REORDERS},
        larger=(x.ONE_REPETITION,),
    ),
    "early-close-timers": Model(
        early(DUPLICATING_BAG.holding(2), {RETRANSMIT: ANY}),
        {"early_dead_end": c.early_dead_end, "no_dead_end": c.no_dead_end, "can_close": c.can_close},
        about="the same with timers: the FIN is sent again",
        claims=("P34 can_close", "P27"),
        mutants={"no_dead_end": x.NO_TIMERS, "can_close": x.NO_TIMERS},
        larger=(x.EACH_GIVES_UP,),
    ),
}

MODELS: Mapping[str, Model] = {**WHO_WAITS, **LAST_ACKS, **WITHOUT, **EARLY}
