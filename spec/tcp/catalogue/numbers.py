"""Sequence numbers: those of the articles, from the first SYN to the last ACK, and why SYN and FIN take one each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from spec.notation import (
    FALSE,
    LOSSY,
    PERFECT,
    A,
    AlwaysPossible,
    B,
    Cheapest,
    Limits,
    Machine,
    Model,
    NeverStuck,
    Numbers,
    Sometimes,
    System,
    ask,
    asks,
    at,
    fresh,
    once_more,
    one_more_place,
    variant,
)
from spec.notation.messages import Flying
from spec.notation.nodes import End
from spec.notation.systems import Start
from spec.tcp.catalogue.changes import A_GIVES_UP_ONCE, A_SENDS, FIN_UNNUMBERED, TAKES_ANY_ACK
from spec.tcp.disciplines import CLOCK_DRIVEN, NOT_REPEATED
from spec.tcp.properties import closing as c, opening as p
from spec.tcp.systems import ANY, allowing, both_established, listening, opening
from spec.tcp.table import Tcp
from spec.tcp.variables import (
    ACK,
    ACTIVE_OPEN,
    CLOSE,
    CLOSE_WAIT,
    DELAYED_ACK,
    ESTABLISHED,
    FIN_WAIT_2,
    IRS,
    ISS,
    PASSIVE,
    QUEUE_MOST,
    RCV,
    RETRANSMIT,
    SEND,
    SND,
    TRANSMIT,
    segment,
    send,
)
from spec.tcp.variants.unnumbered import FinWithoutNumber, SynWithoutNumber, SynWithoutNumberAnyAck

# The numbers of the third article

TEN, LAST_ACK_AT = 10, 22


class SendsTen(Tcp):
    """An end whose user sends ten octets, where the other's sends twenty."""

    close_open = Tcp.close_open.never()
    queue_text = Tcp.queue_text.but(
        when=(SND.QUEUE + TEN <= QUEUE_MOST) & ~SND.CLOSING, do=[SND.QUEUE.set_to(SND.QUEUE + TEN)]
    )
    transmit_text = Tcp.transmit_text.but(
        when=(SND.QUEUE >= TEN) & (SND.NXT.since(SND.UNA) + TEN <= SND.WND),
        do=[
            send(SEQ=SND.NXT, ACK=RCV.NXT, CTL=ACK, DATA=TEN),
            SND.NXT.set_to(SND.NXT + TEN),
            SND.QUEUE.set_to(SND.QUEUE - TEN),
            RCV.OWED.set_to(FALSE),
        ],
    )


class ClosesAfterPeer(Tcp):
    """An end whose user closes only after the peer's FIN has arrived."""

    close_open = Tcp.close_open.never()


def _midway(iss: int, irs: int, sent: int, got: int, *, passive: bool = False) -> Start:
    """An end in ESTABLISHED that has sent and received so many octets."""
    return at(
        ESTABLISHED,
        (ISS, iss),
        (IRS, irs),
        (SND.UNA, iss + 1 + sent),
        (SND.NXT, iss + 1 + sent),
        (SND.WND, 16),
        (RCV.NXT, irs + 1 + got),
        (RCV.WND, 16),
        (PASSIVE, int(passive)),
    )


exchanged = Cheapest(
    "20 octets from A and 10 from B are acknowledged",
    A.is_in(ESTABLISHED) & B.is_in(ESTABLISHED) & A[SND.UNA.since(ISS) == 21] & B[SND.UNA.since(ISS) == 11],
)
numbered = Cheapest(
    "the FINs took a number each: both are acknowledged",
    c.three_segments.goal & A[SND.UNA.since(ISS) == LAST_ACK_AT] & A[RCV.NXT.since(IRS) == LAST_ACK_AT - TEN],
)

s2_numbers = Model(
    opening(channel=PERFECT.holding(4), isn={"A": fresh(1000), "B": fresh(8000)}, modulus=2**16),
    asks(p.completes, ask(p.agreement, broken_by=TAKES_ANY_ACK), p.cost),
    about="the opening with the numbers of the third article: 1000, 8000, 1001, 8001",
    rfc="9293 3.5, figure 6",
    larger=(one_more_place(),),
)
s2_data = Model(
    allowing(
        {("A", ACTIVE_OPEN): 1, SEND: 1, TRANSMIT: ANY, DELAYED_ACK: ANY},
        Tcp,
        SendsTen,
        PERFECT.holding(4),
        start={"B": listening(64)},
        isn={"A": fresh(1000), "B": fresh(8000)},
        modulus=2**16,
        buffer=64,
        params={"OCTETS": 20, "DATA": 20, "QUEUE": 20, "DELAYED": 1},
    ),
    asks(p.syn_sent, p.syn_answered, p.cost, exchanged),
    about="an opening and data with the numbers of the third article: 20 octets one way, 10 the other",
    rfc="9293 3.4",
)
s2_unnumbered = Model(
    replace(s2_data.system, A=SynWithoutNumberAnyAck, B=SynWithoutNumberAnyAck),
    asks(p.cost, ask(exchanged, "IMPOSSIBLE", broken_by=variant(A=Tcp, B=SendsTen))),
    about="a mutant: the numbers of the third article where a SYN takes none",
    larger=(one_more_place(),),
)
s2_closing = Model(
    allowing(
        {CLOSE: 1},
        Tcp,
        ClosesAfterPeer,
        PERFECT.holding(4),
        start={"A": _midway(1000, 8000, 20, 10), "B": _midway(8000, 1000, 10, 20, passive=True)},
        modulus=2**16,
    ),
    asks(numbered),
    about="the close that goes on with the numbers of the third article, to the last ACK",
    rfc="9293 3.6, figure 12",
)

# Why a FIN takes a number

fin_can_be_heard = AlwaysPossible("A has sent its FIN: B can still hear of it", B.is_in(CLOSE_WAIT), where=A[SND.FIN])
fin_is_heard = NeverStuck("nobody waits for ever where B does not know of A's FIN", B.is_in(CLOSE_WAIT))
fin_forgotten = Sometimes(
    "A takes its FIN for acknowledged, and B has not heard of it", A.is_in(FIN_WAIT_2) & B.is_in(ESTABLISHED)
)


def _half_closing(machine: type[Machine], octets: int = 1) -> System:
    """A sends an octet or two and closes; B's user stays, and does not read."""
    allowed: Limits = {("A", SEND): octets, TRANSMIT: ANY, ("A", CLOSE): 1, RETRANSMIT: ANY}
    return allowing(allowed, machine, machine, LOSSY, start=both_established(2), buffer=2)


MORE_DATA_AND_ROOM = once_more(SEND) & variant(
    start=both_established(3), params={"BUFFER": 3, "WINDOWS": 3}, name="a buffer of 3"
)
"""Without the room a full buffer shuts the window, and no FIN is taken behind a shut window."""

fin_numbered = Model(
    _half_closing(Tcp),
    asks(
        ask(fin_can_be_heard, broken_by=FIN_UNNUMBERED),
        ask(fin_is_heard, broken_by=FIN_UNNUMBERED),
        ask(fin_forgotten, "IMPOSSIBLE", broken_by=FIN_UNNUMBERED),
    ),
    about="a FIN takes a number: it is repeated until it is acknowledged",
    rfc="9293 3.4",
    larger=(MORE_DATA_AND_ROOM,),
)
fin_shut_window = Model(
    _half_closing(Tcp, octets=2),
    asks(ask(fin_can_be_heard, "VIOLATED")),
    about="a FIN behind data that fills B's buffer: it is not taken until B's user reads",
    rfc="9293 3.10.7.4 first",
)
fin_unnumbered = Model(
    _half_closing(FinWithoutNumber),
    asks(ask(fin_can_be_heard, "VIOLATED"), ask(fin_is_heard, "VIOLATED"), fin_forgotten),
    about="a mutant: a FIN takes no number, and the ACK of the data before it is taken for its own",
)

# Why a SYN takes a number

OLD_ACK = segment("B", SEQ=101, ACK=300, CTL=ACK)
"""The last ACK of an earlier connection, in which B had sent up to 299: 300 is the number that it chooses next."""


def _numbering(machine: type[Machine], in_flight: tuple[Flying, ...] = ()) -> System:
    """A opens; the ends differ from RFC 9293 in what a SYN takes."""
    numbers: Mapping[End, Numbers] = {"A": fresh(100), "B": fresh(300, 400)}
    begins: Mapping[End, Start] = {"B": listening()}
    allowed: Limits = {("A", ACTIVE_OPEN): 1, RETRANSMIT: ANY}
    return allowing(allowed, machine, machine, LOSSY, start=begins, in_flight=in_flight, isn=numbers)


ANY_ACK_DOES = variant(A=SynWithoutNumberAnyAck, B=SynWithoutNumberAnyAck, name="a SYN takes no number, any ACK does")

syn_numbered = Model(
    _numbering(Tcp, (OLD_ACK,)),
    asks(p.completes, ask(p.was_there, broken_by=ANY_ACK_DOES)),
    about="a SYN takes a number: an old ACK does not acknowledge it",
    rfc="9293 3.4",
    larger=(A_SENDS,),
    assuming={"clock-driven": CLOCK_DRIVEN, "not-repeated": NOT_REPEATED},
)
syn_unnumbered = Model(
    _numbering(SynWithoutNumber),
    asks(ask(p.completes, "IMPOSSIBLE", broken_by=variant(A=Tcp, B=Tcp))),
    about="a mutant: a SYN takes no number, so that no ACK of it says anything new, and nothing opens",
    larger=(A_GIVES_UP_ONCE,),
)
syn_unnumbered_any_ack = Model(
    _numbering(SynWithoutNumberAnyAck, (OLD_ACK,)),
    asks(p.completes, ask(p.was_there, "VIOLATED")),
    about="a mutant: a SYN takes no number and any ACK is taken for its own: an old one opens the connection",
)
