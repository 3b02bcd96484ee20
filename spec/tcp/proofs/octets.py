"""What is true of numbers, data and FINs once both ends are ESTABLISHED, in every state, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from spec.notation import Bool, Count, OfA, OfB, Seq
from spec.notation.invariants import EverSent, Invariant
from spec.notation.properties import Peer
from spec.tcp.guards import seg_len
from spec.tcp.properties.closing import HEARD_FIN
from spec.tcp.table import SYNCHRONIZED
from spec.tcp.variables import (
    ACK,
    CLOSED,
    CLOSING,
    ESTABLISHED,
    FIN,
    FIN_WAIT_1,
    FIN_WAIT_2,
    IRS,
    ISS,
    LAST_ACK,
    RCV,
    RST,
    SEG,
    SND,
    SYN,
    SYN_RECEIVED,
    TIME_WAIT,
)

syn, ack, rst, fin = SEG.CTL.has(SYN), SEG.CTL.has(ACK), SEG.CTL.has(RST), SEG.CTL.has(FIN)
THERE = tuple(state for state in SYNCHRONIZED if state is not SYN_RECEIVED)
HALF_SPACE = 2**31
nothing_held = (RCV.HELD == 0) & ~RCV.HELD_FIN
Mine = TypeVar("Mine", OfA, OfB)
Other = TypeVar("Other", OfA, OfB)


def sends_less(X: Peer[Mine, Other]) -> Invariant:
    """What has to be given: old and new numbers of one connection are told apart only so far."""
    return Invariant(
        f"{X.name} has sent less than 2^31 octets in this connection",
        X[SND.NXT.since(ISS)] < HALF_SPACE,
        "beyond it, old segments of the same connection look new (RFC 7323 section 5, PAWS)",
    )


def numbers_in_order(X: Peer[Mine, Other], Y: Peer[Other, Mine]) -> Invariant:
    """What leaves the send buffer was acknowledged, for the octets that X sends."""
    return Invariant(
        f"{X.name}.SND.UNA =< {Y.name}.RCV.NXT =< {X.name}.SND.NXT",
        (X.is_in(*THERE) & Y.is_in(*THERE)).implies((X[SND.UNA] <= Y[RCV.NXT]) & (Y[RCV.NXT] <= X[SND.NXT])),
        f"{Y.name} takes only what {X.name} has sent, and {X.name} frees only what {Y.name} has acknowledged",
    )


def fin_acked_fin_heard(X: Peer[Mine, Other], Y: Peer[Other, Mine]) -> Invariant:
    """Data before a FIN is not lost, for the FIN that X sends."""
    return Invariant(
        f"{X.name}'s FIN is acknowledged only if {Y.name} has received it, and all data before it",
        (X.is_in(*THERE) & Y.is_in(*THERE) & X[SND.FIN & (SND.UNA == SND.NXT)]).implies(
            Y.is_in(*HEARD_FIN) & (Y[RCV.NXT] == X[SND.NXT])
        ),
        f"{Y.name} acknowledges what it has taken, in order",
    )


def octets(
    X: Peer[Mine, Other], Y: Peer[Other, Mine], to_Y: EverSent[Other, Mine], to_X: EverSent[Mine, Other]
) -> Mapping[str, Invariant]:
    """What the two need, for the octets of X; each number is counted from X.ISS."""

    def at(number: Seq[Mine]) -> Count:
        return number.since(X[ISS])

    x, y = X.name, Y.name
    here, both = X.is_in(*THERE), X.is_in(*THERE) & Y.is_in(*THERE)
    segment, answer = here & to_Y[~rst], to_X[~rst]
    sent, text_sent = at(X[SND.NXT]), at(X[SND.NXT]) - X[SND.FIN].counted()
    received: Bool = at(Y[RCV.NXT]) <= text_sent
    return {
        "states": Invariant(f"{x} is CLOSED or in a connection", X.is_in(CLOSED, *THERE), "nobody opens another"),
        "peer_states": Invariant(f"{y} is CLOSED or in a connection", Y.is_in(CLOSED, *THERE), "nobody opens another"),
        "nothing_held": Invariant(
            "no data is held out of order", X[nothing_held] & Y[nothing_held], "the system says HOLDS=0"
        ),
        "same_start": Invariant(f"{y} counts from {x}'s ISN", both.implies(X[ISS] == Y[IRS]), "it never changes"),
        "own_numbers": Invariant(
            f"of {x}'s numbers the SYN is acknowledged, and none is that was not sent",
            here.implies((at(X[SND.UNA]) <= sent) & (text_sent >= 1) & (at(X[SND.UNA]) >= 1)),
            "an ACK beyond SND.NXT is answered and dropped",
        ),
        "fin_is_last": Invariant(
            f"behind {x}'s FIN nothing is sent or waits",
            X[SND.FIN].implies(
                X.is_in(FIN_WAIT_1, FIN_WAIT_2, CLOSING, LAST_ACK, TIME_WAIT) & X[(SND.QUEUE == 0) & ~SND.CLOSING]
            ),
            "the FIN leaves when the queue is empty, and no SEND is taken after CLOSE",
        ),
        "fin_was_sent": Invariant(
            f"{x} in FIN-WAIT-2, LAST-ACK or TIME-WAIT has sent its FIN",
            X.is_in(FIN_WAIT_2, LAST_ACK, TIME_WAIT).implies(X[SND.FIN]),
            "its acknowledgement led there",
        ),
        "segments": Invariant(
            f"no segment to {y} has numbers that {x} has not sent, or data where the FIN is",
            segment.implies(
                to_Y[ack & ~syn]
                & (at(to_Y[SEG.SEQ]) >= 1)
                & (at(to_Y[SEG.SEQ]) + to_Y[SEG.DATA] <= text_sent + to_Y[seg_len == 0].counted())
            ),
            f"{x} sends from SND.UNA and SND.NXT, which only grow",
        ),
        "fins": Invariant(
            f"a FIN to {y} is {x}'s last number",
            (segment & to_Y[fin]).implies(X[SND.FIN] & (to_Y[SEG.SEQ + SEG.DATA + 1] == X[SND.NXT])),
            "it is sent once, and again with the same number",
        ),
        "answers": Invariant(
            f"no ACK to {x} is beyond what {x} has sent",
            (here & answer).implies((at(to_X[SEG.ACK]) >= 1) & (at(to_X[SEG.ACK]) <= sent)),
            f"{y} acknowledges what it has taken",
        ),
        "acknowledged": Invariant(
            f"no ACK to {x} is beyond what {y} has taken",
            (both & answer).implies(at(to_X[SEG.ACK]) <= at(Y[RCV.NXT])),
            f"{y} acknowledges RCV.NXT, which only grows",
        ),
        "taken": Invariant(
            f"{y} has taken what {x} frees and no more than {x} has sent",
            both.implies((at(X[SND.UNA]) <= at(Y[RCV.NXT])) & (at(Y[RCV.NXT]) <= sent)),
            "segments and ACKs carry no other numbers",
        ),
        "fin_heard": Invariant(
            f"{y} is where a FIN leads exactly if it has taken {x}'s",
            both.implies(
                (Y.is_in(ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2) & received)
                | (Y.is_in(*HEARD_FIN) & X[SND.FIN] & (Y[RCV.NXT] == X[SND.NXT]))
            ),
            "data stops before the FIN's number",
        ),
    }
