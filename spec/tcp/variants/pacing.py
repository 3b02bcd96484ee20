"""Retransmission timers with a rate: elsewhere a timer may run out at any time, and any number of times."""

from __future__ import annotations

from spec.notation import FALSE, TICK, TRUE, Bool, Flag, Row, Variables, row
from spec.tcp.table import Tcp
from spec.tcp.variables import LAST_ACK, TcpState


class Pace(Variables):
    """What an end keeps of its retransmissions."""

    RESENT = Flag()  # something was retransmitted since the last tick


def _paced(timeout: Row) -> Row:
    return timeout.but(when=Bool(timeout.when) & ~Pace.RESENT, do=[*timeout.do, Pace.RESENT.set_to(TRUE)])


class OncePerTick(Tcp):
    """Between two ticks an end retransmits at most once."""

    syn_timeout = _paced(Tcp.syn_timeout)
    syn_ack_timeout = _paced(Tcp.syn_ack_timeout)
    text_timeout = _paced(Tcp.text_timeout)
    fin_timeout = _paced(Tcp.fin_timeout)
    next_tick = row(at=tuple(TcpState), on=TICK, when=Pace.RESENT, do=[Pace.RESENT.set_to(FALSE)], rfc="3.8.1")


class RepeatsFinInTime(Tcp):
    """Until its last FIN is acknowledged, an end sends it again with every tick: that is its retransmission timeout."""

    fin_each_tick = row(
        at=LAST_ACK,
        on=TICK,
        when=Bool(Tcp.fin_timeout.when),
        do=Tcp.fin_timeout.do,
        rfc="3.10.8",
        note="and never later",
    )
