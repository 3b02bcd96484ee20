"""A listener under a SYN flood: with a backlog of half-open connections, and with SYN cookies (RFC 4987 3.2, 3.6).

One client, A, is in earnest; an attacker sends SYNs with numbers of others, who will not answer.  A cookie is a
function of the client's number that only the server can compute (:func:`cookie`): the server takes it for its own
initial number, and knows it again when the client acknowledges it, without having kept anything.
"""

from __future__ import annotations

from spec.notation import (
    RETURN,
    Amount,
    Count,
    Counter,
    Machine,
    Message,
    State,
    Variables,
    arrival,
    call,
    param,
    row,
    timer,
)

OURS, STRANGE = 1, 2
"""A's initial number, and one that an attacker writes into a SYN of its own."""
BACKLOG = param("BACKLOG", 2)
"""How many half-open connections a listener keeps."""
KEY = param("KEY", 4)
"""What only the server knows: another key makes other cookies of the same numbers."""
LARGEST = 8


def cookie(number: Count | int) -> Count:
    """The server's initial number for a client's: any function would do that nobody computes without the key."""
    return KEY + number


class Syn(Message):
    """A SYN: its number, and whether it has options (window scale, selective acknowledgement)."""

    number = Amount(LARGEST)
    options = Amount(1)


class SynAck(Message):
    """The answer, with the server's initial number."""

    isn = Amount(LARGEST)


class Ack(Message):
    """The third message: the client's number, and the server's that it acknowledges."""

    number = Amount(LARGEST)
    isn = Amount(LARGEST)


class Stage(State):
    """How far an end has come."""

    CLOSED, WAITS = "CLOSED", "SYN-SENT"
    LISTEN, HALF_OPEN = "LISTEN", "SYN-RECEIVED"
    OPEN = "ESTABLISHED"


CLOSED, WAITS, LISTEN, HALF_OPEN, OPEN = Stage


class Kept(Variables):
    """What a listener keeps."""

    held = Counter(8)  # half-open connections
    options = Counter(1)  # 1: it knows the client's options
    client = Counter(LARGEST)  # the number of the client that it is connected with


held, options, client = Kept.held, Kept.options, Kept.client
OPENS, REPEATS = call("active OPEN"), timer("retransmission timeout")


class Client(Machine):
    """It asks, repeats its SYN until it is answered, and then is connected as far as it knows."""

    start = CLOSED
    final = (OPEN,)
    opens = row(at=CLOSED, on=OPENS, do=[Syn.send(number=OURS, options=1)], to=WAITS, rfc="9293 3.10.1")
    repeats = row(at=WAITS, on=REPEATS, do=[Syn.send(number=OURS, options=1)], rfc="9293 3.8.1")
    answered = row(
        at=(WAITS, OPEN), on=arrival(SynAck), do=[Ack.send(number=OURS, isn=SynAck.isn)], to=OPEN, rfc="9293 3.10.7.3"
    )


class KeepsAll(Machine):
    """A listener that keeps each half-open connection; whose SYN finds no room is not answered.

    The connection with A is its state; those of others are counted, and their SYN,ACKs go to others.
    """

    start = LISTEN
    final = (OPEN,)
    full = row(at=LISTEN, on=arrival(Syn), when=held >= BACKLOG, then=RETURN, rfc="4987 2")
    asked = row(
        at=LISTEN,
        on=arrival(Syn),
        when=Syn.number == OURS,
        do=[held.set_to(held + 1), options.set_to(Syn.options), SynAck.send(isn=cookie(Syn.number))],
        to=HALF_OPEN,
        then=RETURN,
        rfc="9293 3.10.7.2",
    )
    strange = row(
        at=(LISTEN, HALF_OPEN),
        on=arrival(Syn),
        when=(Syn.number == STRANGE) & (held < BACKLOG),
        do=[held.set_to(held + 1)],
        rfc="4987 2",
    )
    repeats = row(at=HALF_OPEN, on=REPEATS, do=[SynAck.send(isn=cookie(OURS))], rfc="9293 3.8.1")
    acked = row(
        at=HALF_OPEN,
        on=arrival(Ack),
        when=(Ack.number == OURS) & (Ack.isn == cookie(OURS)),
        do=[client.set_to(Ack.number)],
        to=OPEN,
        rfc="9293 3.10.7.4",
    )


class Cookies(KeepsAll):
    """A listener that keeps nothing: its number is a cookie, and an ACK of the right cookie is as good as a memory."""

    full = KeepsAll.full.never()
    asked = KeepsAll.asked.but(do=[SynAck.send(isn=cookie(Syn.number))], to=LISTEN)
    strange = KeepsAll.strange.never()
    repeats = KeepsAll.repeats.never()
    acked = KeepsAll.acked.but(
        at=LISTEN, when=Ack.isn == cookie(Ack.number), do=[client.set_to(Ack.number), options.set_to(0)]
    )
