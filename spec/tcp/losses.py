"""What if a message is lost: each of the seven of an opening and a closing, and who sends it again.

In each question the end that would send it again does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from spec.notation import A, AlwaysPossible, Model, asks, struck, variant
from spec.notation.changes import Change
from spec.notation.explanations import Explanation
from spec.notation.nodes import End
from spec.notation.row_changes import altered
from spec.tcp.catalogue import time_wait
from spec.tcp.properties import closing as c, opening as o
from spec.tcp.systems import closing as both_close, opening as opens
from spec.tcp.table import Tcp
from spec.tcp.variables import CLOSE, FIN_WAIT_1


def silent(end: End) -> Change:
    """An end that acknowledges no old segment again."""
    return altered(f"{end} does not answer what is old", end, unacceptable=lambda row: row.but(do=[]))


fin_acked = AlwaysPossible("A's FIN can still be acknowledged", goal=~A.is_in(FIN_WAIT_1))

LOSSES: Mapping[str, Explanation] = {
    "lost-syn": Explanation(
        "What if the SYN is lost, the first message of the opening?",
        "A sends it again, and nobody else could: B has heard nothing.",
        Model(struck("syn_timeout", end="A").of(opens()), asks(o.can_complete, o.completes)),
        "can_complete",
        "where A sends its SYN once",
        variant(A=Tcp),
        "where A sends its SYN again",
        ("why lost-syn-ack",),
    ),
    "lost-syn-ack": Explanation(
        "What if the SYN,ACK is lost, the second message of the opening?",
        "B sends it again. A's repeated SYN would not help: B answers it with an ACK that A cannot use.",
        Model(struck("syn_ack_timeout", end="B").of(opens()), asks(o.can_complete, o.completes)),
        "can_complete",
        "where B sends its SYN,ACK once",
        variant(B=Tcp),
        "where B sends its SYN,ACK again",
        ("why lost-ack",),
    ),
    "lost-ack": Explanation(
        "What if the ACK is lost, the third message of the opening?",
        "B sends its SYN,ACK again, and A answers it again. An ACK has no timer of its own.",
        Model(silent("A").of(opens()), asks(o.can_complete, o.completes)),
        "can_complete",
        "where A does not answer a repeated SYN,ACK",
        variant(A=Tcp),
        "where A answers it again",
        ("why lost-fin",),
    ),
    "lost-fin": Explanation(
        "What if the first FIN is lost?",
        "Its sender sends it again. The other end cannot know that it is to come.",
        Model(struck("fin_timeout", end="A").of(both_close()), asks(c.can_close, c.closes)),
        "can_close",
        "where A sends its FIN once",
        variant(A=Tcp),
        "where A sends its FIN again",
        ("why lost-fin-ack",),
    ),
    "lost-fin-ack": Explanation(
        "What if the ACK of the first FIN is lost?",
        "A sends its FIN again, and B acknowledges it again, whether or not B's user ever closes.",
        Model(silent("B").of(both_close(at_most={("B", CLOSE): 0})), asks(fin_acked, c.half_closed)),
        "fin_acked",
        "where B does not answer a repeated FIN",
        variant(B=Tcp),
        "where B acknowledges it again",
        ("why lost-second-fin",),
    ),
    "lost-second-fin": Explanation(
        "What if the second FIN is lost?",
        "B sends it again from LAST-ACK. A waits in FIN-WAIT-2, and cannot know that it is to come.",
        Model(struck("fin_timeout", end="B").of(both_close()), asks(c.can_close, c.closes)),
        "can_close",
        "where B sends its FIN once",
        variant(B=Tcp),
        "where B sends its FIN again",
        ("why lost-last-ack",),
    ),
    "lost-last-ack": Explanation(
        "What if the ACK of the second FIN is lost, the last message of all?",
        "B sends its FIN again, and A has to be there still: for that it waits in TIME-WAIT.",
        replace(time_wait.time_wait_silent, name=""),
        "b_can_close",
        "where A does not answer a repeated FIN",
        variant(A=Tcp),
        "where A answers it from TIME-WAIT",
        ("why two-msl",),
    ),
}
