"""Why TCP is as it is: each question with a system in which it is otherwise, and what goes wrong there."""

from __future__ import annotations

from collections.abc import Mapping

from spec.notation import A, Always, B, Model, Sometimes
from spec.notation.asked_why import Question
from spec.notation.changes import variant
from spec.tcp.connection import Tcp
from spec.tcp.properties.opening import completes
from spec.tcp.systems import OLD_SYN, opening
from spec.tcp.variables import ACK, CLOSE_WAIT, ESTABLISHED, IRS, RCV, opened, segment
from spec.tcp.variants.openings import TwoWay

OLD_DATA = segment("B", SEQ=91, ACK=295, CTL=ACK, DATA=1)
"""An octet that follows ``OLD_SYN``, of the same earlier connection."""

old_data = Always(
    "B hands its user no octet of a connection that A did not open",
    (B.is_in(ESTABLISHED, CLOSE_WAIT) & ~A[opened].has(B[IRS])).implies(B[RCV.NXT] == B[IRS] + 1),
    reached=Sometimes("B gets to ESTABLISHED", B.is_in(ESTABLISHED)),
)

QUESTIONS: Mapping[str, Question] = {
    "two-way": Question(
        "Why are two messages not enough?",
        "A SYN carries nothing that proves that it is new. Only an acknowledgement of B's fresh number does.",
        Model(opening(server=TwoWay, in_flight=(OLD_SYN, OLD_DATA)), {"old_data": old_data, "completes": completes}),
        "with two messages",
        variant(B=Tcp),
        "with three messages",
        ("conditions reused-isn", "draw two-way-late-syn --trace not_alone -o two-way.svg"),
    ),
}
