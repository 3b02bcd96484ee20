"""TIME-WAIT: who waits, what the wait is good for, what silence says, and what happens without it.

Both ends are ESTABLISHED at the start (A opened with 100, B listened and chose 300).  Where B is ``WatchedLater`` its
user closes only after A's FIN has arrived: A is the active closer.
"""

from __future__ import annotations

from spec.notation import (
    LOSSY_BAG,
    REORDERING,
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
from spec.tcp.catalogue.changes import ACKS_MAY_WAIT, AN_ABORT
from spec.tcp.effects import delete_tcb, start_clock
from spec.tcp.properties import closing as c, time as t
from spec.tcp.systems import ANY, allowing, both_established
from spec.tcp.variables import ACK, CLOSE, CLOSED, FIN, RCV, RETRANSMIT, SND, TIME_WAIT, TWO_MSL, send
from spec.tcp.variants.mutants import NeverWaits, SilentTimeWait
from spec.tcp.variants.watched import Watched, WatchedLater

TIMERS: Limits = {RETRANSMIT: ANY, TWO_MSL: ANY}
HERE = both_established()
BOTH_WAIT = altered(
    "whoever has the last ACK waits too", last_ack_acked=lambda row: row.but(do=start_clock, to=TIME_WAIT)
)
FIN_ONCE = struck("fin_timeout").called("a FIN is sent once")

# Who waits

who_waits = Model(
    allowing({CLOSE: 1, **TIMERS}, Watched, Watched, start=HERE),
    asks(
        c.closes,
        t.b_closes_first,
        ask(t.waits_who_closed_first, broken_by=BOTH_WAIT),
        ask(t.one_waits, broken_by=BOTH_WAIT),
        ask(t.only_one_waits, "VIOLATED"),
        ask(t.over_when_waiting, "VIOLATED"),
        ask(t.gone_when_acked, "VIOLATED"),
    ),
    about="an end waits if it closed before the other's FIN arrived: that is one end, or both",
    rfc="9293 3.6, figures 12 and 13",
    larger=(AN_ABORT,),
)
who_waits_on = Model(
    allowing({CLOSE: 1, RETRANSMIT: ANY}, Watched, Watched, start=HERE),
    asks(
        ask(t.both_wait, broken_by=limited(TWO_MSL, 1)),
        ask(t.waits_who_closed_first, broken_by=BOTH_WAIT),
    ),
    about="both ends close and TIME-WAIT does not end: where both closed first, both can get to it",
    rfc="9293 3.6, figure 13",
    larger=(ACKS_MAY_WAIT,),
)
passive_close = Model(
    allowing({CLOSE: 1, **TIMERS}, Watched, WatchedLater, start=HERE),
    asks(
        c.closes,
        ask(
            c.last_ack_closes,
            broken_by=altered(
                "B is CLOSED as soon as its FIN has left",
                "B",
                fin_at_once_after_peer=lambda row: row.but(
                    do=[send(SEQ=SND.NXT, ACK=RCV.NXT, CTL=FIN | ACK), *delete_tcb], to=CLOSED
                ),
            ),
        ),
        ask(t.passive_never_waits, broken_by=BOTH_WAIT),
        t.active_waits,
        ask(t.b_closes_first, "IMPOSSIBLE", broken_by=variant(B=Watched)),
        t.fin_again,
        ask(t.b_can_close, broken_by=FIN_ONCE),
        ask(c.can_close, broken_by=FIN_ONCE),
        ask(t.quiet_proves, "VIOLATED"),
        ask(t.silence_proves, "VIOLATED"),
    ),
    about="A closes first, B after it: A waits, B does not, and that nothing more arrives proves nothing",
    rfc="9293 3.6, figure 12",
    larger=(ACKS_MAY_WAIT,),
)

NO_LAST_ACK = altered(
    "B is CLOSED as soon as its FIN has left",
    "B",
    fin_at_once_after_peer=lambda row: row.but(
        do=[send(SEQ=SND.NXT, ACK=RCV.NXT, CTL=FIN | ACK), *delete_tcb], to=CLOSED
    ),
)
closed_without_last_ack = Model(
    NO_LAST_ACK.of(allowing({CLOSE: 1, **TIMERS}, Watched, WatchedLater, start=HERE)),
    asks(ask(t.over_when_waiting, broken_by=variant(B=WatchedLater))),
    about="a mutant: B waits for no last ACK, and is CLOSED when A hears its FIN",
    larger=(ACKS_MAY_WAIT,),
)

# What the wait is good for

no_fin_timer = Model(
    allowing({CLOSE: 1, ("A", RETRANSMIT): ANY, TWO_MSL: ANY}, Watched, WatchedLater, start=HERE),
    asks(c.closes, ask(c.can_close, "VIOLATED")),
    about="B does not repeat its FIN: then a lost ACK is not repeated either",
    rfc="9293 3.10.8",
)
time_wait_on = Model(
    allowing({CLOSE: 1, RETRANSMIT: ANY}, Watched, WatchedLater, start=HERE),
    asks(t.fin_again, ask(t.b_can_close, broken_by=(variant(A=SilentTimeWait), FIN_ONCE))),
    about="as long as A waits, a repeated FIN of B is acknowledged again",
    rfc="9293 3.10.7.4 first",
    larger=(ACKS_MAY_WAIT,),
)
time_wait_silent = Model(
    allowing({CLOSE: 1, RETRANSMIT: ANY}, SilentTimeWait, WatchedLater, start=HERE),
    asks(ask(t.b_can_close, "VIOLATED")),
    about="a mutant: in TIME-WAIT a repeated FIN is not answered",
)

# What silence says

LOSES = variant(channel=LOSSY_BAG.holding(2))

silence_without_loss = Model(
    allowing({CLOSE: 1, **TIMERS}, Watched, WatchedLater, REORDERING.holding(2), start=HERE),
    asks(ask(t.quiet_proves, broken_by=LOSES), ask(t.silence_proves, broken_by=LOSES)),
    about="where nothing is lost, silence does prove that B has the last ACK",
    larger=(one_more_place(),),
)

# Without it


def _reordered(client: type[Machine]) -> System:
    """A closes, then B; nothing is lost or repeated, no timer runs, and TIME-WAIT does not end."""
    return allowing({CLOSE: 1}, client, WatchedLater, REORDERING, start=HERE)


close_without_wait = Model(
    _reordered(NeverWaits),
    asks(ask(t.never_reset, "VIOLATED"), ask(t.gone_when_acked, broken_by=variant(A=Watched))),
    larger=(limited(RETRANSMIT, 1),),
    about="A does not wait: its old ACK, overtaken by the FIN, has B reset",
)
close_reordered = Model(
    _reordered(Watched),
    asks(ask(t.never_reset, broken_by=variant(A=NeverWaits)), ask(t.never_assassinated, "VIOLATED")),
    about="A waits, and an old ACK is overtaken by the FIN: B is never reset, but that ACK can end A's wait",
    rfc="9293 3.10.7.4 first; 1337",
    larger=(limited(RETRANSMIT, 1),),
)
