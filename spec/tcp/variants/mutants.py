"""Wrong connections: one class, one mistake, each there so that a property which holds is seen to fail.

They are no readings of RFC 9293 (``readings.py``) and nobody's design (``variants.py``).
"""

from __future__ import annotations

from spec.tcp.connection import Tcp
from spec.tcp.variables import CLOSED


class TakesAnyAck(Tcp):
    """An opener that does not look whether the SYN,ACK acknowledges its own SYN."""

    syn_sent_bad_ack = Tcp.syn_sent_bad_ack.never()


class SilentWhenClosed(Tcp):
    """A closed end that does not reset what still comes."""

    closed_ack = Tcp.closed_ack.but(at=CLOSED, do=[])


class NeverRepeatsFin(Tcp):
    """A FIN that is sent once."""

    fin_timeout = Tcp.fin_timeout.never()


class NeverRepeatsText(Tcp):
    """Text that is sent once."""

    text_timeout = Tcp.text_timeout.never()


class NeverRepeatsSynAck(Tcp):
    """A SYN,ACK that is sent once, where a repeated SYN has a bare ACK for an answer (3.10.7.4 first)."""

    syn_ack_timeout = Tcp.syn_ack_timeout.never()


class IgnoresClose(Tcp):
    """CLOSE after the peer's FIN is noted, and the FIN never leaves."""

    fin_at_once_after_peer = Tcp.fin_at_once_after_peer.never()
    transmit_fin_after_peer = Tcp.transmit_fin_after_peer.never()
