"""Proofs for any number of openings, losses, copies and repetitions, over all numbers of 32 bits.

The rows and the systems are those that are explored; the network is the set of everything that was ever sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import product

from spec.notation import A, B, System, any_of
from spec.notation.invariants import Induction, Invariant, to_A, to_B
from spec.notation.properties import Peer
from spec.notation.systems import ENDS, Limits
from spec.tcp.guards import brings_more
from spec.tcp.proofs import octets as x, opening as o
from spec.tcp.properties import opening as p
from spec.tcp.systems import ANY, OLD_SYN, allowing, both_established, opening
from spec.tcp.variables import (
    ABORT,
    ACK,
    ACTIVE_OPEN,
    BUFFER,
    CLOSE,
    CLOSE_BOTH,
    CLOSED,
    DELAYED_ACK,
    ESTABLISHED,
    FIN,
    ISS,
    LISTEN,
    PASSIVE_OPEN,
    PERSIST,
    RCV,
    RECEIVE,
    RETRANSMIT,
    RST,
    SEG,
    SEND,
    SND,
    SYN,
    SYN_RECEIVED,
    SYN_SENT,
    TRANSMIT,
    TWO_MSL,
    USER_TIMEOUT,
    Ctl,
    opened,
    segment,
)
from spec.tcp.variants.openings import TwoWay

# Every event of the table, as often as one likes; whether an end opens is for the system to say
CONNECTED: Limits = dict.fromkeys(
    (SEND, RECEIVE, TRANSMIT, CLOSE, CLOSE_BOTH, ABORT, RETRANSMIT, PERSIST, DELAYED_ACK, TWO_MSL, USER_TIMEOUT), ANY
)
EVERYTHING: Limits = {**CONNECTED, ACTIVE_OPEN: ANY, PASSIVE_OPEN: ANY}
CONNECTION = allowing(CONNECTED, start=both_established())
AGAIN_AND_AGAIN: System = opening(opens=2, gives_up=2)
OLD_KINDS: tuple[tuple[Ctl, int], ...] = ((SYN, 0), (SYN | ACK, 0), (ACK, 1), (FIN | ACK, 0), (RST, 0))
"""Of an old segment: its control bits, and how much data it has."""
OLD_SEGMENTS = tuple(
    segment(to, SEQ=seq, ACK=seq + 1000 if ctl & ACK else 0, CTL=ctl, DATA=data)
    for (to, (ctl, data)), seq in zip(product(ENDS, OLD_KINDS), range(1000, 30_000, 2000), strict=False)
)
"""Their numbers are so far apart that a proof over all numbers ties none to another."""
ANYTHING: System = replace(
    allowing(EVERYTHING), modulus=2**16, in_flight=OLD_SEGMENTS, isn={"A": any_of(100), "B": any_of(300)}
)
"""Numbers may be chosen again, and old segments of every kind may be about: neither is a hypothesis here."""
WITH_OLD_SYN: System = opening(opens=2, gives_up=2, in_flight=(OLD_SYN,))


def _answered(name: str, X: Peer[x.Mine, x.Other]) -> Mapping[str, Invariant]:
    """What it takes that X is not ESTABLISHED on a SYN alone."""
    return {
        f"{name}_waits": Invariant(
            f"in SYN-SENT and SYN-RECEIVED {X.name} has sent its SYN and nothing else, unacknowledged",
            X.is_in(SYN_SENT, SYN_RECEIVED).implies(X[(SND.UNA == ISS) & (SND.NXT == ISS + 1)]),
            "the ACK of its SYN is what leads out of both",
        ),
        f"{name}_acknowledged": Invariant(
            f"in ESTABLISHED no more of {X.name}'s numbers are acknowledged than were sent",
            X.is_in(ESTABLISHED).implies(X[SND.UNA.since(ISS)] <= X[SND.NXT.since(ISS)]),
            "an ACK beyond SND.NXT is answered and dropped",
        ),
    }


def _not_on_a_syn(X: Peer[x.Mine, x.Other]) -> Invariant:
    return Invariant(
        f"{X.name} is ESTABLISHED only once its own SYN is acknowledged",
        X.is_in(ESTABLISHED).implies(X[SND.UNA] != X[ISS]),
        "only an ACK leads to ESTABLISHED",
    )


NOTHING_HELD: Mapping[str, Invariant] = {
    "nothing_held": Invariant(
        "no data is held out of order", A[o.nothing_held] & B[o.nothing_held], "the systems say HOLDS=0"
    ),
    "syns_to_a": Invariant(
        "a SYN to A brings neither data nor a FIN", to_A[o.syn].implies(to_A[~brings_more]), "no row sends such a SYN"
    ),
    "syns_to_b": Invariant(
        "a SYN to B brings neither data nor a FIN", to_B[o.syn].implies(to_B[~brings_more]), "no row sends such a SYN"
    ),
}
TWO_WAY: Mapping[str, Invariant] = {
    "syns": Invariant(
        "a SYN to B carries a number that A opened with, and an open window",
        to_B[o.syn].implies(A[opened].has(to_B[SEG.SEQ]) & (to_B[SEG.WND] == BUFFER)),
        "A sent it when it opened, or sent it again",
    ),
    "syn_sent": Invariant(
        "A in SYN-SENT has opened with its number, and its window is open",
        A.is_in(SYN_SENT).implies(
            A[opened].has(A[ISS]) & A[(RCV.WND == BUFFER) & (SND.UNA == ISS) & (SND.NXT == ISS + 1)]
        ),
        "that is what an active OPEN does",
    ),
    "a_done": Invariant(
        "A in ESTABLISHED has nothing unacknowledged",
        A.is_in(ESTABLISHED).implies(A[SND.UNA == SND.NXT]),
        "its SYN was acknowledged, and it sends nothing else",
    ),
    "b_done": Invariant(
        "B in ESTABLISHED has sent one number",
        B.is_in(ESTABLISHED).implies(B[(SND.NXT == ISS + 1) & ((SND.UNA == ISS) | (SND.UNA == SND.NXT))]),
        "that of its SYN,ACK",
    ),
    "b_waits": Invariant(
        "B is in LISTEN, CLOSED or ESTABLISHED", B.is_in(LISTEN, CLOSED, ESTABLISHED), "the first SYN is enough"
    ),
    **{name: o.OPENING[name] for name in ("a_opens", "no_text_to_a", "no_text_to_b", "nothing_waits", "b_answers")},
}
INDUCTIONS: Mapping[str, Induction] = {
    "opening-history": Induction(
        WITH_OLD_SYN,
        {
            "not_a_ghost": p.not_a_ghost,
            "was_there": p.was_there,
            "b_was_answered": o.b_was_answered,
            "a_has_b_number": o.a_has_b_number,
        },
        o.OPENING,
        about="three messages: who is ESTABLISHED has numbers that the other chose, whatever old SYN comes",
    ),
    "opening-agreement": Induction(
        AGAIN_AND_AGAIN,
        {"agreement": p.agreement},
        o.AGREEMENT,
        about="three messages: both ESTABLISHED have each other's numbers, however often A gives up and opens again",
    ),
    "two-way-ghost": Induction(
        opening(server=TwoWay, opens=2, gives_up=2, in_flight=(OLD_SYN,)),
        {"not_a_ghost": p.not_a_ghost},
        NOTHING_HELD,
        expect={"not_a_ghost": "VIOLATED"},
        about="two messages: an old SYN of an earlier connection opens one that A never asked for",
    ),
    "two-way-history": Induction(
        opening(server=TwoWay, opens=2, gives_up=2),
        {"was_there": p.was_there},
        TWO_WAY,
        expect={"was_there": "NOT ESTABLISHED"},
        about="two messages: a SYN of A's own, given up long ago, is enough",
    ),
    "not-on-a-syn": Induction(
        ANYTHING,
        {"a_not_on_a_syn": _not_on_a_syn(A), "b_not_on_a_syn": _not_on_a_syn(B)},
        {**_answered("a", A), **_answered("b", B), **NOTHING_HELD},
        {"a_sends_less": x.sends_less(A), "b_sends_less": x.sends_less(B)},
        about="the whole table, every call and timer, both ends: nobody is ESTABLISHED on a SYN alone",
    ),
    "octets-of-a": Induction(
        CONNECTION,
        {"numbers_in_order": x.numbers_in_order(A, B), "fin_acked_fin_heard": x.fin_acked_fin_heard(A, B)},
        x.octets(A, B, to_B, to_A),
        {"a_sends_less": x.sends_less(A)},
        about="data, windows and closing, A's octets: acknowledged is what arrived",
    ),
    "octets-of-b": Induction(
        CONNECTION,
        {"numbers_in_order": x.numbers_in_order(B, A), "fin_acked_fin_heard": x.fin_acked_fin_heard(B, A)},
        x.octets(B, A, to_A, to_B),
        {"b_sends_less": x.sends_less(B)},
        about="the same for B's octets",
    ),
}
