"""Ends that remember what they once did, for those who ask what an end knows: no rule reads it."""

from __future__ import annotations

from spec.notation import (
    TRUE,
    Flag,
    History,
    Ours,
    Variables,
)
from spec.notation.messages import Send
from spec.tcp.table import Tcp
from spec.tcp.variables import ISS
from spec.tcp.variants.openings import TwoWay
from spec.tcp.variants.watched import Watched


class Remembered(Variables):
    """What an end once did."""

    chose = History(Ours)  # its initial numbers
    wanted = Flag(ghost=True)  # its user has opened actively
    answered = Flag(ghost=True)  # it has answered a SYN
    done = Flag(ghost=True)  # its FIN was acknowledged after the peer's had come: it is closed for good


chose, done = Remembered.chose, Remembered.done
wanted, answered = Remembered.wanted, Remembered.answered


class Remembers(Tcp):
    """RFC 9293, and the numbers that an end chose are remembered."""

    active_open = Tcp.active_open.but(do=[*Tcp.active_open.do, chose.remember(ISS), wanted.set_to(TRUE)])
    listen_syn = Tcp.listen_syn.but(do=[*Tcp.listen_syn.do, chose.remember(ISS), answered.set_to(TRUE)])


class TwoWayRemembers(TwoWay):
    """Two messages, and the number that B chose is remembered."""

    listen_syn = TwoWay.listen_syn.but(do=[*TwoWay.listen_syn.do, chose.remember(ISS)])


class SaysNoMore(Tcp):
    """A client that sends no third message."""

    syn_sent_syn_ack = Tcp.syn_sent_syn_ack.but(
        do=[one for one in Tcp.syn_sent_syn_ack.do if not isinstance(one, Send)]
    )


class RemembersTheEnd(Watched):
    """RFC 9293, and it is remembered that the connection was closed in good order."""

    last_ack_acked = Watched.last_ack_acked.but(do=[*Watched.last_ack_acked.do, done.set_to(TRUE)])
