"""What is true of the opening in every state, and why: A opens and gives up as often as it likes, B listens."""

from __future__ import annotations

from collections.abc import Mapping

from spec.notation import A, B
from spec.notation.invariants import Invariant, chosen, to_A, to_B
from spec.tcp.variables import (
    ACK,
    CLOSED,
    ESTABLISHED,
    FIN,
    IRS,
    ISS,
    LISTEN,
    PASSIVE,
    RCV,
    RST,
    SEG,
    SND,
    SYN,
    SYN_RECEIVED,
    SYN_SENT,
    entered,
    opened,
)

syn, ack, rst, fin = SEG.CTL.has(SYN), SEG.CTL.has(ACK), SEG.CTL.has(RST), SEG.CTL.has(FIN)
bare_ack = ack & ~syn & ~rst
"""An ACK that is no answer to a SYN and no reset."""

nothing_held = (RCV.HELD == 0) & ~RCV.HELD_FIN
unsent = (SND.QUEUE == 0) & ~SND.CLOSING & nothing_held
OPENING: Mapping[str, Invariant] = {
    "a_opens": Invariant(
        "A is CLOSED, in SYN-SENT or ESTABLISHED",
        A.is_in(CLOSED, SYN_SENT, ESTABLISHED),
        "A only opens actively, nobody closes, and a SYN without an ACK never comes to it",
    ),
    "b_listens": Invariant(
        "B is in LISTEN, SYN-RECEIVED or ESTABLISHED, by a passive OPEN, or a reset has ended it",
        B.is_in(CLOSED) | (B.is_in(LISTEN, SYN_RECEIVED, ESTABLISHED) & B[PASSIVE]),
        "B only listens, and nobody closes",
    ),
    "no_text_to_a": Invariant(
        "no data and no FIN is sent to A", to_A[(SEG.DATA == 0) & ~fin], "nobody calls SEND or CLOSE"
    ),
    "no_text_to_b": Invariant(
        "no data and no FIN is sent to B", to_B[(SEG.DATA == 0) & ~fin], "nobody calls SEND or CLOSE"
    ),
    "nothing_waits": Invariant(
        "no data and no CLOSE waits at either end",
        A[unsent] & B[unsent],
        "nobody calls SEND or CLOSE, and no data arrives",
    ),
    "b_answers": Invariant(
        "a SYN to A is a SYN,ACK with a number that B chose",
        to_A[syn].implies(to_A[ack & ~rst] & B[chosen].has(to_A[SEG.SEQ])),
        "B sends a SYN only to answer one",
    ),
    "a_acknowledges": Invariant(
        "an ACK to B acknowledges a number that B chose, with a number that A opened with; A was ESTABLISHED with both",
        to_B[bare_ack].implies(
            B[chosen].has(to_B[SEG.ACK] - 1)
            & A[opened].has(to_B[SEG.SEQ] - 1)
            & A[entered].has(to_B[SEG.SEQ] - 1, to_B[SEG.ACK] - 1)
        ),
        "A sends ACKs only when it is ESTABLISHED, and it is by a SYN,ACK of B's",
    ),
    "a_has_numbers": Invariant(
        "A in SYN-SENT or ESTABLISHED has used one number, its SYN's, which it opened with",
        A.is_in(SYN_SENT, ESTABLISHED).implies(A[SND.NXT == ISS + 1] & A[opened].has(A[ISS]) & A[chosen].has(A[ISS])),
        "only the SYN is ever sent",
    ),
    "a_waits": Invariant(
        "A in SYN-SENT has an unacknowledged SYN",
        A.is_in(SYN_SENT).implies(A[SND.UNA == ISS]),
        "the ACK of its SYN makes it ESTABLISHED",
    ),
    "a_has_b": Invariant(
        "A in ESTABLISHED has a number of B's choice, and remembers that it entered",
        A.is_in(ESTABLISHED).implies(
            A[RCV.NXT == IRS + 1] & A[SND.UNA == SND.NXT] & B[chosen].has(A[IRS]) & A[entered].has(A[ISS], A[IRS])
        ),
        "it is ESTABLISHED by a SYN,ACK of B's",
    ),
    "b_has_numbers": Invariant(
        "B in SYN-RECEIVED or ESTABLISHED has used one number, its SYN's, which it chose",
        B.is_in(SYN_RECEIVED, ESTABLISHED).implies(
            B[(SND.NXT == ISS + 1) & (RCV.NXT == IRS + 1)] & B[chosen].has(B[ISS])
        ),
        "only the SYN,ACK is ever sent",
    ),
    "b_waits": Invariant(
        "B in SYN-RECEIVED has an unacknowledged SYN, in ESTABLISHED it is acknowledged",
        B.is_in(SYN_RECEIVED).implies(B[SND.UNA == ISS]) & B.is_in(ESTABLISHED).implies(B[SND.UNA == SND.NXT]),
        "the ACK of its SYN is what makes B ESTABLISHED",
    ),
    "answer_of_now": Invariant(
        "a SYN,ACK with B's present number answers the SYN that B has now",
        (B.is_in(SYN_RECEIVED, ESTABLISHED) & to_A[syn] & (to_A[SEG.SEQ] == B[ISS])).implies(
            to_A[SEG.ACK] == B[IRS] + 1
        ),
        "B chooses a new number for every SYN that it answers",
    ),
    "same_pair": Invariant(
        "A in ESTABLISHED with B's present number was opened with the number that B has of it",
        (A.is_in(ESTABLISHED) & B.is_in(SYN_RECEIVED, ESTABLISHED) & (A[IRS] == B[ISS])).implies(A[ISS] == B[IRS]),
        "A took that number from B's answer to its own SYN",
    ),
    "ack_of_now": Invariant(
        "an ACK of B's present number comes with the number that B has of A",
        (B.is_in(SYN_RECEIVED, ESTABLISHED) & to_B[bare_ack] & (to_B[SEG.ACK] == B[ISS] + 1)).implies(
            to_B[SEG.SEQ] == B[IRS] + 1
        ),
        "A sent it when it was ESTABLISHED with B's number",
    ),
}
b_was_answered = Invariant(
    "B in ESTABLISHED has a number that A opened with, and A was ESTABLISHED with both numbers",
    B.is_in(ESTABLISHED).implies(A[entered].has(B[IRS], B[ISS]) & A[opened].has(B[IRS])),
    "B is ESTABLISHED by A's ACK of its number",
)
a_has_b_number = Invariant(
    "A in ESTABLISHED has a number that B chose",
    A.is_in(ESTABLISHED).implies(B[chosen].has(A[IRS])),
    "A is ESTABLISHED by B's SYN,ACK",
)

# Where no segment is older than the system: both ESTABLISHED have the same numbers

asked_b = B.is_in(SYN_RECEIVED, ESTABLISHED)
acks_b = to_B[bare_ack] & (to_B[SEG.ACK] == B[ISS] + 1)
"""A segment ever sent to B acknowledges the SYN that B has sent now."""
AGREEMENT: Mapping[str, Invariant] = {
    **OPENING,
    "b_was_answered": b_was_answered,
    "syns_chosen": Invariant(
        "a SYN to B carries a number that A chose", to_B[syn].implies(A[chosen].has(to_B[SEG.SEQ])), "A sent it"
    ),
    "answers_chosen": Invariant(
        "a SYN,ACK to A acknowledges a number that A chose",
        to_A[syn].implies(A[chosen].has(to_A[SEG.ACK] - 1)),
        "B answers SYNs of A's alone",
    ),
    "b_has_chosen": Invariant(
        "B has of A a number that A chose", asked_b.implies(A[chosen].has(B[IRS])), "it took it from A's SYN"
    ),
    "opens_anew": Invariant(
        "while A opens again, B does not have its number if A has acknowledged B's",
        (A.is_in(SYN_SENT) & asked_b & acks_b).implies(A[ISS] != B[IRS]),
        "A acknowledged in an earlier connection, and chooses a new number for each",
    ),
    "not_answered_yet": Invariant(
        "and no answer to A's SYN was ever sent",
        (A.is_in(SYN_SENT) & asked_b & acks_b & to_A[syn]).implies(to_A[SEG.ACK] != A[ISS] + 1),
        "B has been in that earlier connection since before A's SYN",
    ),
    "not_answered_by_established": Invariant(
        "nor was any where B is ESTABLISHED",
        (A.is_in(SYN_SENT) & B.is_in(ESTABLISHED) & to_A[syn]).implies(to_A[SEG.ACK] != A[ISS] + 1),
        "B is ESTABLISHED by an ACK of A's",
    ),
    "acknowledged_now": Invariant(
        "A in ESTABLISHED, having acknowledged the number that B has now, has the same numbers as B",
        (A.is_in(ESTABLISHED) & asked_b & acks_b).implies((A[ISS] == B[IRS]) & (A[IRS] == B[ISS])),
        "no answer could have made A ESTABLISHED with others",
    ),
}
