"""What a command says, and a student's file to say it of."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Said(NamedTuple):
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """What it printed on standard output, line by line."""
        return self.out.splitlines()


Run = Callable[..., Said]

MINE = '''\
from spec.lossy.models import agreement, both_established
from spec.lossy.protocol import ESTABLISHED, SERVER_ESTABLISHED, Client, Server
from spec.notation import LOSSY, TRUE, A, Always, B, Model, System, between, model


class Trusting(Server):
    """A server that takes any ACK."""

    ack_opens = Server.ack_opens.but(when=TRUE)


class Deaf(Server):
    """A server that takes no ACK."""

    ack_opens = Server.ack_opens.never()


unheard = System(Client, Deaf, LOSSY, modulus=2, params={"OPENS": 1})
deaf = Model(unheard, {"agreement": agreement, "both_established": both_established})
warned = Model(unheard, deaf.properties, expect={"agreement": "VACUOUS", "both_established": "IMPOSSIBLE"})

apart = Model(
    System(Client, Server, LOSSY, modulus=2, params={"OPENS": 1}),
    {
        "apart": Always(
            "the two are never ESTABLISHED together",
            ~(A.is_in(ESTABLISHED) & B.is_in(SERVER_ESTABLISHED)),
            reached=both_established,
        )
    },
)


@model(M=between(2, 4))
def trusting(M: int = 2) -> Model:
    system = System(Client, Trusting, LOSSY, modulus=M, params={"OPENS": 1})
    return Model(system, {"agreement": agreement}, about="a server that takes any ACK")
'''
"""A student's file: variants of the small handshake."""
