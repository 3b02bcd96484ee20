"""What an application asks of its sockets: SO_LINGER, the end of a process, orphans, the same ports again."""

from __future__ import annotations

from collections.abc import Mapping

from spec.notation import Model, asks, limited, variant
from spec.notation.explanations import Explanation
from spec.tcp.catalogue import incarnations, sockets
from spec.tcp.properties import sockets as s
from spec.tcp.systems import closing as both_close
from spec.tcp.variables import CLOSE, CLOSE_BOTH, CRASH
from spec.tcp.variants.sockets import FIN_WAIT_2_OVER, DropsOrphans, ReusesAddress
from spec.tcp.variants.stamps import Stamped
from spec.tcp.variants.watched import Watched

SOCKETS: Mapping[str, Explanation] = {
    "linger-0": Explanation(
        "What does close() do with SO_LINGER and 0 seconds?",
        "It sends a reset in place of the FIN. There is no TIME-WAIT, and nothing is sent again: what has not arrived "
        "by then is lost, and the user is not told.",
        sockets.lingers_0.only(["written_can_arrive"]),
        "written_can_arrive",
        "with SO_LINGER, 0 seconds",
        variant(A=Watched),
        "without it",
        ("why no-time-wait", "scenario abort-calls"),
    ),
    "process-ends": Explanation(
        "What does the peer hear when a process ends, and what when its machine crashes?",
        "The kernel closes the sockets of a process that ends: a FIN leaves, and is sent again. Of a crash the peer "
        "hears nothing before it sends something itself.",
        Model(
            both_close(at_most={CLOSE: 0, ("B", CRASH): 1, ("A", CRASH): 0}, params={"CRASHES": 1}),
            asks(s.a_hears_of_it),
        ),
        "a_hears_of_it",
        "where B's machine crashes",
        (limited(CRASH, 0) & limited(CLOSE_BOTH, 1, "B")).called("B's process ends"),
        "where B's process ends",
        ("why half-open", "check process-ends"),
    ),
    "orphan": Explanation(
        "How long does a closed socket wait for the peer's FIN?",
        "As long as the peer's user likes: RFC 9293 ends FIN-WAIT-2 by that FIN alone. Systems give up a socket that "
        "nobody owns after a while (Linux: tcp_fin_timeout), and answer a FIN that comes later with a reset.",
        sockets.orphan,
        "a_can_be_done",
        "as the RFC has it",
        (variant(A=DropsOrphans) & limited(FIN_WAIT_2_OVER, 1)).called("A gives up after a while"),
        "where A gives up",
        ("why close-wait", "check orphan-dropped"),
    ),
    "reuse-address": Explanation(
        "Why does a server that starts again need SO_REUSEADDR?",
        "Its old connections in TIME-WAIT hold the port, and bind() fails until they are over. With the option it "
        "listens beside them. Nothing old gets to a new client: a connection is both addresses and both ports.",
        sockets.port_held,
        "b_can_serve",
        "where TIME-WAIT holds the port",
        variant(B=ReusesAddress),
        "with SO_REUSEADDR",
        ("why time-wait", "check port-reused"),
    ),
    "time-stamp": Explanation(
        "How does a time stamp let TIME-WAIT take a new SYN?",
        "It says which SYN is newer, and a number does not: an old SYN may have a number above those of the "
        "connection, and a new one a number below them. With it a busy client may use the same ports again (RFC 6191).",
        incarnations.stamps_unread,
        "old_opens_nothing",
        "where the SYN's number decides",
        variant(B=Stamped),
        "where its time stamp decides",
        ("why reuse-address", "check reopened-by-old-syn"),
    ),
}
