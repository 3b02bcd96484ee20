"""A client and a server that agree on initial numbers, over sequence numbers 0..M-1.

Everything is small on purpose, so that its states can be counted by any checker.  Variables keep their last
values when a connection ends; what matches no row is consumed.
"""

from __future__ import annotations

from spec.notation import (
    RETURN,
    Counter,
    Machine,
    Message,
    Number,
    Ours,
    SeqVar,
    State,
    Theirs,
    Variables,
    arrival,
    call,
    param,
    row,
    timer,
)


class SYN(Message):
    """The client opens."""

    seq = Number(Theirs)


class SYNACK(Message):
    """The server answers."""

    seq = Number(Theirs)
    ack = Number(Ours)


class ACK(Message):
    """The client acknowledges."""

    seq = Number(Theirs)
    ack = Number(Ours)


class RST(Message):
    """Either end resets."""

    seq = Number(Theirs)


class ClientState(State):
    """Where the client is."""

    CLOSED = "CLOSED"
    SYN_SENT = "SYN_SENT"
    ESTABLISHED = "ESTABLISHED"


class ServerState(State):
    """Where the server is."""

    LISTEN = "LISTEN"
    SYN_RCVD = "SYN_RCVD"
    ESTABLISHED = "ESTABLISHED"


class ClientVars(Variables):
    """The client's numbers."""

    ciss = SeqVar(Ours)
    cirs = SeqVar(Theirs)
    opened = Counter(param("OPENS"))


class ServerVars(Variables):
    """The server's numbers."""

    siss = SeqVar(Ours)
    sirs = SeqVar(Theirs)


ciss, cirs, opened = ClientVars.ciss, ClientVars.cirs, ClientVars.opened
siss, sirs = ServerVars.siss, ServerVars.sirs
CLOSED, SYN_SENT, ESTABLISHED = ClientState
LISTEN, SYN_RCVD, SERVER_ESTABLISHED = ServerState


class Client(Machine):
    """The end that opens."""

    start = CLOSED

    open = row(
        at=CLOSED,
        on=call("open"),
        when=opened < param("OPENS"),
        do=[ciss.set_to(ciss + 1), opened.set_to(opened + 1), SYN.send(seq=ciss)],
        to=SYN_SENT,
    )
    retransmit = row(at=SYN_SENT, on=timer("retransmit"), do=[SYN.send(seq=ciss)])
    abort = row(at=(SYN_SENT, ESTABLISHED), on=call("abort"), to=CLOSED)

    synack_opens = row(
        at=SYN_SENT,
        on=arrival(SYNACK),
        when=SYNACK.ack == ciss + 1,
        do=[cirs.set_to(SYNACK.seq), ACK.send(seq=ciss + 1, ack=SYNACK.seq + 1)],
        to=ESTABLISHED,
        then=RETURN,
    )
    synack_again = row(
        at=ESTABLISHED,
        on=arrival(SYNACK),
        when=(SYNACK.ack == ciss + 1) & (SYNACK.seq == cirs),
        do=[ACK.send(seq=ciss + 1, ack=cirs + 1)],
        then=RETURN,
    )
    synack_refused = row(at=tuple(ClientState), on=arrival(SYNACK), do=[RST.send(seq=SYNACK.ack)])
    reset = row(at=ESTABLISHED, on=arrival(RST), when=RST.seq == cirs + 1, to=CLOSED)


class Server(Machine):
    """The end that waits."""

    start = LISTEN

    retransmit = row(at=SYN_RCVD, on=timer("retransmit"), do=[SYNACK.send(seq=siss, ack=sirs + 1)])
    abort = row(at=SERVER_ESTABLISHED, on=call("abort"), to=LISTEN)

    syn_answered = row(
        at=LISTEN,
        on=arrival(SYN),
        do=[siss.set_to(siss + 1), sirs.set_to(SYN.seq), SYNACK.send(seq=siss, ack=SYN.seq + 1)],
        to=SYN_RCVD,
        then=RETURN,
    )
    syn_again = row(at=SYN_RCVD, on=arrival(SYN), when=SYN.seq == sirs, do=[SYNACK.send(seq=siss, ack=sirs + 1)])
    ack_opens = row(
        at=SYN_RCVD,
        on=arrival(ACK),
        when=(ACK.ack == siss + 1) & (ACK.seq == sirs + 1),
        to=SERVER_ESTABLISHED,
        then=RETURN,
    )
    ack_refused = row(at=(SYN_RCVD, LISTEN), on=arrival(ACK), do=[RST.send(seq=ACK.ack)])
    reset = row(at=(SYN_RCVD, SERVER_ESTABLISHED), on=arrival(RST), when=RST.seq == sirs + 1, to=LISTEN)
