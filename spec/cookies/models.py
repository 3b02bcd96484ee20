"""A SYN flood against a backlog and against cookies; what cookies cost; and cookies that can be computed by anybody."""

from __future__ import annotations

from spec.cookies.protocol import (
    OPEN,
    OPENS,
    OURS,
    REPEATS,
    STRANGE,
    WAITS,
    Ack,
    Client,
    Cookies,
    KeepsAll,
    Syn,
    SynAck,
    client,
    options,
)
from spec.notation import (
    LOSSY,
    A,
    Always,
    AlwaysPossible,
    B,
    Channel,
    LeadsTo,
    Machine,
    Model,
    Sometimes,
    System,
    arrival,
    ask,
    asks,
    one_more_forgery,
    strong,
    variant,
    weak,
)

FLOODED = LOSSY.attacked(by=(Syn.flying("B", number=STRANGE),), times=2)
"""An attacker sends as many SYNs as the backlog holds."""
GUESSING = LOSSY.attacked(by=(Ack.flying("B", number=STRANGE, isn=3),), times=2)
"""An attacker acknowledges a cookie that it guessed, and guessed wrong."""
COMPUTING = LOSSY.attacked(by=(Ack.flying("B", number=STRANGE, isn=STRANGE + 4),), times=2)
"""An attacker who knows the key."""
WITH_COOKIES, WITH_BACKLOG = variant(B=Cookies), variant(B=KeepsAll)
ONE_STRANGER = variant(channel=LOSSY.attacked(by=(Syn.flying("B", number=STRANGE),)), name="a SYN of a stranger")
KEY_KNOWN = variant(channel=COMPUTING, name="an attacker who knows the key")

served = AlwaysPossible(
    "an A that has asked can still be connected", where=A.is_in(WAITS), goal=A.is_in(OPEN) & B.is_in(OPEN)
)
both = Sometimes("both are ESTABLISHED", A.is_in(OPEN) & B.is_in(OPEN))
b_open = Sometimes("B is ESTABLISHED", B.is_in(OPEN))
asked_for = Always("B is ESTABLISHED only with the client that asked", B.is_in(OPEN).implies(B[client] == OURS), b_open)
with_options = Always("a B that is ESTABLISHED knows A's options", B.is_in(OPEN).implies(B[options] == 1), b_open)
both_in_the_end = LeadsTo(
    "if A is ESTABLISHED, B will be",
    A.is_in(OPEN),
    B.is_in(OPEN),
    (
        strong(B.gets(arrival(Ack))),
        strong(A.gets(arrival(SynAck))),
        weak(B.does(REPEATS)),
    ),
)


def listening(server: type[Machine], network: Channel = LOSSY) -> System:
    """A opens once; B listens."""
    return System(Client, server, network, at_most={OPENS: 1})


flood_backlog = Model(
    listening(KeepsAll, FLOODED),
    asks(
        both,
        ask(served, "VIOLATED"),
        ask(asked_for, broken_by=WITH_COOKIES & KEY_KNOWN),
        ask(with_options, broken_by=WITH_COOKIES),
    ),
    about="a SYN flood fills the backlog, and nobody else can connect",
    larger=(one_more_forgery(),),
    rfc="4987 2",
)
flood_cookies = Model(
    listening(Cookies, FLOODED),
    asks(both, ask(served, broken_by=WITH_BACKLOG), ask(asked_for, broken_by=KEY_KNOWN)),
    larger=(one_more_forgery(),),
    about="with SYN cookies a SYN flood leaves room for whoever answers",
    rfc="4987 3.6",
)
cookies = Model(
    listening(Cookies),
    asks(both, ask(with_options, "VIOLATED"), ask(both_in_the_end, "VIOLATED")),
    about="what SYN cookies cost: the options, and a server that repeats nothing",
    rfc="4987 3.6",
)
backlog = Model(
    listening(KeepsAll),
    asks(both, ask(with_options, broken_by=WITH_COOKIES), ask(both_in_the_end, broken_by=WITH_COOKIES)),
    about="a listener that keeps half-open connections knows the options, and repeats its SYN,ACK",
    larger=(ONE_STRANGER,),
)
cookies_guessed = Model(
    listening(Cookies, GUESSING),
    asks(both, ask(asked_for, broken_by=KEY_KNOWN)),
    larger=(one_more_forgery(),),
    about="an ACK of a wrong cookie opens nothing",
    rfc="4987 3.6",
)
cookies_computed = Model(
    listening(Cookies, COMPUTING),
    asks(both, ask(asked_for, "VIOLATED")),
    about="whoever can compute the cookies connects under any name, without a SYN",
    rfc="4987 3.6",
)
