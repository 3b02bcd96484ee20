"""The socket layer above TCP's calls: SO_LINGER, shutdown(SHUT_RD), orphans, SO_REUSEADDR, deferred accept.

``shutdown(SHUT_WR)`` is CLOSE, ``close()`` is CLOSE_BOTH, and so is the end of a process, whose sockets the kernel
closes.
"""

from __future__ import annotations

from spec.notation import FALSE, RETURN, TRUE, Bool, Flag, Variables, call, row, timer
from spec.tcp.effects import delete_tcb
from spec.tcp.guards import brings_more, quiet
from spec.tcp.table import OPEN, Tcp
from spec.tcp.variables import (
    CLOSE_BOTH,
    CLOSED,
    CLOSING,
    FIN_WAIT_2,
    LAST_ACK,
    LISTEN,
    RCV,
    SYN_RECEIVED,
    TIME_WAIT,
    TWO_MSL,
    eof,
)
from spec.tcp.variants.watched import Watched

SHUT_RD = call("shutdown(SHUT_RD)")
FIN_WAIT_2_OVER = timer("FIN-WAIT-2 timeout")


class Lingers0(Watched):
    """SO_LINGER with 0 seconds: close() is ABORT, and a reset takes the place of the FIN."""

    close_both_unread = Watched.close_both_unread.but(
        at=(SYN_RECEIVED, *OPEN), when=~RCV.DEAF, rfc="3.10.5", note="whether data is unread or not"
    )
    linger_closing = row(
        at=(CLOSING, LAST_ACK, TIME_WAIT), on=CLOSE_BOTH, do=delete_tcb, to=CLOSED, then=RETURN, rfc="3.10.5"
    )


class Reading(Variables):
    """What a socket keeps besides."""

    SHUT = Flag()  # its user has called shutdown(SHUT_RD)


class ShutsReading(Tcp):
    """shutdown(SHUT_RD) as Linux has it: read() returns 0 from then on, and no segment says so."""

    shut_reading = row(
        at=OPEN,
        on=SHUT_RD,
        when=~Reading.SHUT,
        do=[Reading.SHUT.set_to(TRUE), eof.set_to(TRUE)],
        then=RETURN,
        rfc="3.6 (not in it)",
    )
    receive = Tcp.receive.but(when=Bool(Tcp.receive.when) & ~Reading.SHUT)
    receive_opens_window = Tcp.receive_opens_window.but(when=Bool(Tcp.receive_opens_window.when) & ~Reading.SHUT)


class DropsOrphans(Tcp):
    """Nobody waits in FIN-WAIT-2 for the FIN of a peer whose data nobody would read (Linux: tcp_fin_timeout)."""

    fin_wait_2_over = row(
        at=FIN_WAIT_2, on=FIN_WAIT_2_OVER, when=RCV.DEAF, do=delete_tcb, to=CLOSED, then=RETURN, rfc="3.6 (not in it)"
    )


class DefersAccept(Tcp):
    """TCP_DEFER_ACCEPT: the ACK that opens is not taken without data, and the server's user is told only of data.

    Linux takes a bare ACK at last, after so many retransmissions of the SYN,ACK; here it never does.
    """

    syn_received_ack = Tcp.syn_received_ack.but(when=brings_more)


class Port(Variables):
    """A connection of the same port to another peer."""

    HELD = Flag()  # it is in TIME-WAIT


class HoldsPort(Tcp):
    """A passive OPEN fails while a connection of the same port, to any peer, is in TIME-WAIT: bind() has it so."""

    passive_open = Tcp.passive_open.but(when=~quiet & ~Port.HELD)
    other_is_over = row(
        at=(CLOSED, LISTEN), on=TWO_MSL, when=Port.HELD, do=[Port.HELD.set_to(FALSE)], then=RETURN, rfc="3.10.8"
    )


class ReusesAddress(HoldsPort):
    """SO_REUSEADDR: a passive OPEN beside TIME-WAIT. A connection is named by both addresses and both ports."""

    passive_open = Tcp.passive_open
