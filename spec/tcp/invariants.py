"""What is true of TCP in every state, for any number of openings, losses, copies and repetitions, and why.

In these systems the network is the set of everything that was ever sent.  The numbers are any of 32 bits.
"""

from __future__ import annotations

from collections.abc import Mapping

from spec.notation import A, B, Bool
from spec.notation.invariants import EverSent, Induction, Invariant, chosen, to_A, to_B
from spec.notation.formulas import OfA, OfB
from spec.notation.properties import Peer
from spec.tcp import properties as p
from spec.tcp.models import opening
from spec.tcp.old_segments import OLD_SYN
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

# The opening: A opens and gives up, as often as it likes; B listens

nothing_held = (RCV.HELD == 0) & ~RCV.HELD_FIN
unsent = (SND.QUEUE == 0) & nothing_held
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
    "no_text_to_a": Invariant("no text and no FIN is sent to A", to_A[(SEG.DATA == 0) & ~fin], "nobody calls SEND or CLOSE"),
    "no_text_to_b": Invariant("no text and no FIN is sent to B", to_B[(SEG.DATA == 0) & ~fin], "nobody calls SEND or CLOSE"),
    "nothing_waits": Invariant(
        "no text waits at either end", A[unsent] & B[unsent], "nobody calls SEND, and none arrives"
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
        "A in SYN-SENT has an unacknowledged SYN", A.is_in(SYN_SENT).implies(A[SND.UNA == ISS]), "else it is ESTABLISHED"
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
HISTORY: Mapping[str, Invariant] = {
    "b_was_answered": Invariant(
        "B in ESTABLISHED has a number that A opened with, and A was ESTABLISHED with both numbers",
        B.is_in(ESTABLISHED).implies(A[entered].has(B[IRS], B[ISS]) & A[opened].has(B[IRS])),
        "B is ESTABLISHED by A's ACK of its number",
    ),
}

INDUCTIONS: Mapping[str, Induction] = {
    "three-way-agrees": Induction(
        opening(opens=2, gives_up=2, in_flight=(OLD_SYN,)),
        {"not_a_ghost": p.not_a_ghost, "was_there": p.was_there, **HISTORY},
        OPENING,
        about="three messages: who is ESTABLISHED has numbers with which the other was",
        claims=("P04",),
    ),
}
