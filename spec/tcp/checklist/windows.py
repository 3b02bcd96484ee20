"""RFC 9293 section 3.8.6: managing the window, as far as connections depend on it."""

from __future__ import annotations

from spec.tcp.checklist.clauses import Clause
from spec.tcp.table import Tcp as T

SPEED = "about speed: the table sends data in segments of one size"
ANY_TIME = "in a model a timer may run out at any time"
LIBERTY = "the variant Permitted has it, with which captures are read"

CLAUSES: tuple[Clause, ...] = (
    Clause(
        "3.8.6",
        "The window is the range of numbers that the receiver is ready for.",
        (T.text, T.receive, T.receive_opens_window),
    ),
    Clause("3.8.6", "Data is cut up so that it fits the window.", (T.transmit_text,)),
    Clause("3.8.6", "What is retransmitted may be cut up otherwise.", left_out=LIBERTY),
    Clause(
        "3.8.6",
        "The window is taken from segments with the highest acknowledgment number.",
        (T.window_update,),
        left_out="SND.WL1 and SND.WL2 are left out: of two segments with the same ACK the later one counts",
    ),
    Clause("3.8.6", "What does not fit into the window is discarded.", (T.text_past_window,)),
    Clause(
        "3.8.6",
        "A receiver does not shrink its window (SHLD-14).",
        (T.text, T.text_past_window, T.held_text),
    ),
    Clause(
        "3.8.6",
        "A sender bears a window that shrinks (MUST-34): no new data (SHLD-15), the old again (SHLD-16, MAY-7).",
        (T.transmit_text, T.text_timeout),
    ),
    Clause("3.8.6", "It does not give up for data beyond the window (SHLD-17).", left_out=ANY_TIME),
    Clause("3.8.6", "A window that shrinks to 0 is probed (MUST-35).", (T.probe,)),
    Clause(
        "3.8.6.1",
        "A window of 0 is probed with an octet of new data, or by a retransmission (MUST-36).",
        (T.probe, T.text_timeout),
    ),
    Clause("3.8.6.1", "A receiver may keep its window shut for ever (MAY-8).", left_out="a user need not call RECEIVE"),
    Clause("3.8.6.1", "While probes are acknowledged the connection stays open (MUST-37).", left_out=ANY_TIME),
    Clause(
        "3.8.6.1",
        "At a window of 0 a segment that arrives is acknowledged, with the window.",
        (T.unacceptable, T.shut_window),
    ),
    Clause("3.8.6.1", "When probes are sent (SHLD-29, SHLD-30).", left_out=ANY_TIME),
    Clause("3.8.6.2.1", "A sender avoids small segments (MUST-38).", left_out=SPEED),
    Clause(
        "3.8.6.2.2",
        "A receiver avoids small steps of its window (MUST-39).",
        (T.receive, T.receive_opens_window),
        left_out="RECEIVE takes all there is, and the window is told at once only where it was 0",
    ),
    Clause("3.8.6.3", "An ACK of data or of a FIN may be delayed (SHLD-18).", (T.delayed_ack, T.ack_at_once)),
    Clause("3.8.6.3", "By less than half a second (MUST-40), two segments at most (SHLD-19).", left_out=ANY_TIME),
)
