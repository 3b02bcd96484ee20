"""The yardstick as a model, with its parameters."""

from __future__ import annotations

from spec.lossy.protocol import ESTABLISHED, SERVER_ESTABLISHED, SYN, Client, Server, cirs, ciss, sirs, siss
from spec.notation import LOSSY, TRUE, A, Always, B, Model, Sometimes, System, altered, between, model, variant

both_established = Sometimes(
    "both ends are ESTABLISHED, the client with the server's number",
    A.is_in(ESTABLISHED) & B.is_in(SERVER_ESTABLISHED) & (A[cirs] == B[siss]),
)
agreement = Always(
    "both ESTABLISHED, and the client with the server's number, so the server with the client's",
    (A.is_in(ESTABLISHED) & B.is_in(SERVER_ESTABLISHED) & (A[cirs] == B[siss])).implies(B[sirs] == A[ciss]),
    reached=both_established,
)

TAKES_ANYTHING = (
    altered("the client takes any SYN,ACK", "A", synack_opens=lambda row: row.but(when=TRUE))
    & altered("the server any ACK", "B", ack_opens=lambda row: row.but(when=TRUE))
    & variant(in_flight=(SYN.flying("B", seq=0),), name="an old SYN in flight")
)


@model(M=between(1, 16), OPENS=between(1, 8))
def lossy(M: int = 2, OPENS: int = 1) -> Model:
    """A handshake over sequence numbers 0..M-1 in which the client opens at most OPENS times."""
    return Model(
        System(Client, Server, LOSSY, modulus=M, params={"OPENS": OPENS}),
        {"agreement": agreement, "both_established": both_established},
        # seen for M = 2, 3, 4: the server opens as often as it likes, and its numbers come round
        expect={"agreement": "VIOLATED"} if OPENS > 1 and M > 1 else {},
        about="the yardstick: a small handshake over a set that loses, repeats and reorders",
        mutants={"agreement": TAKES_ANYTHING},
        larger=(variant(modulus=M + 1, name=f"M={M + 1}"),),
    )
