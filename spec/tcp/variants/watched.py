"""RFC 9293 with a memory: history that properties ask for, and no rule may read."""

from __future__ import annotations

from spec.notation import TRUE, Counter, Flag, Variables
from spec.tcp.effects import delete_tcb
from spec.tcp.guards import text_new
from spec.tcp.table import Tcp
from spec.tcp.variables import CLOSE_WAIT, OCTETS, QUEUE_MOST, RCV


class Seen(Variables):
    """What has happened at an end."""

    closed = Flag(ghost=True)  # its user has closed
    closed_first = Flag(ghost=True)  # its user closed before the peer's FIN had come
    closed_owing = Flag(ghost=True)  # its user closed after the peer's FIN, while the ACK of that FIN was owed
    was_reset = Flag(ghost=True)  # a reset ended the connection in CLOSING, LAST-ACK or TIME-WAIT
    wrote = Counter(QUEUE_MOST, ghost=True)  # octets that its user has sent
    took = Counter(QUEUE_MOST, ghost=True)  # octets of the peer's that its TCP has taken, in order


closed, closed_first, closed_owing = Seen.closed, Seen.closed_first, Seen.closed_owing
was_reset = Seen.was_reset
wrote, took = Seen.wrote, Seen.took


class Watched(Tcp):
    """RFC 9293, and what happened is remembered."""

    queue_text = Tcp.queue_text.but(do=[*Tcp.queue_text.do, wrote.set_to(wrote + OCTETS)])
    close_open = Tcp.close_open.but(do=[*Tcp.close_open.do, closed.set_to(TRUE), closed_first.set_to(TRUE)])
    close_after_peer = Tcp.close_after_peer.but(
        do=[*Tcp.close_after_peer.do, closed.set_to(TRUE), closed_owing.set_to(RCV.OWED)]
    )
    reset_closing = Tcp.reset_closing.but(do=[*delete_tcb, was_reset.set_to(TRUE)])
    text = Tcp.text.but(do=[took.set_to(took + text_new), *Tcp.text.do])


class WatchedLater(Watched):
    """The same, and the user closes only after the peer: a server that waits for the end of the request."""

    close_open = Watched.close_open.never()


class SendsLater(WatchedLater):
    """The same, and the user sends only then too: an answer to a whole request."""

    queue_text = Watched.queue_text.but(at=CLOSE_WAIT)
