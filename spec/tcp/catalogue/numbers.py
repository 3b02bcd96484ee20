"""The numbers of the articles, from the first SYN to the last ACK (P40), and why SYN and FIN take one (P41)."""

from __future__ import annotations

from collections.abc import Mapping

from spec.notation import (
    FALSE,
    LOSSY,
    PERFECT,
    A,
    AlwaysPossible,
    B,
    Cheapest,
    Machine,
    Model,
    NeverStuck,
    Numbers,
    Sometimes,
    System,
    at,
    fresh,
    variant,
)
from spec.notation.messages import Flying
from spec.notation.nodes import End
from spec.notation.systems import Limits, Start
from spec.tcp.catalogue.closing_changes import FIN_UNNUMBERED, MORE_TEXT
from spec.tcp.catalogue.opening_changes import A_GIVES_UP_ONCE, A_SENDS
from spec.tcp.connection import Tcp
from spec.tcp.disciplines import CLOCK_DRIVEN, NOT_REPEATED
from spec.tcp.properties import closing as c
from spec.tcp.properties import opening as p
from spec.tcp.systems import ANY, allowing, both_established, listening
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

TEN = 10


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
    """An end whose user closes only after the peer's FIN has come."""

    close_open = Tcp.close_open.never()


def midway(iss: int, irs: int, sent: int, got: int, *, passive: bool = False) -> Start:
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


established = A.is_in(ESTABLISHED) & B.is_in(ESTABLISHED)
exchanged = Cheapest(
    "20 octets from A and 10 from B are acknowledged",
    established & A[SND.UNA.since(ISS) == 21] & B[SND.UNA.since(ISS) == 11],
)
LAST_ACK_AT = 22
numbered = Cheapest(
    "the FINs took a number each: both are acknowledged",
    c.three_segments.goal & A[SND.UNA.since(ISS) == LAST_ACK_AT] & A[RCV.NXT.since(IRS) == LAST_ACK_AT - TEN],
)
OCTETS = {"OCTETS": 20, "DATA": 20, "QUEUE": 20, "DELAYED": 1}

ARTICLE: Mapping[str, Model] = {
    "s2-data": Model(
        allowing(
            {("A", ACTIVE_OPEN): 1, SEND: 1, TRANSMIT: ANY, DELAYED_ACK: ANY},
            Tcp,
            SendsTen,
            PERFECT.holding(4),
            start={"B": listening(64)},
            isn={"A": fresh(1000), "B": fresh(8000)},
            modulus=2**16,
            buffer=64,
            params=OCTETS,
        ),
        {"syn_sent": p.syn_sent, "syn_answered": p.syn_answered, "cost": p.cost, "exchanged": exchanged},
        about="the numbers of the article: 20 octets one way, 10 the other, acknowledged on the way",
        rfc="9293 3.4",
        claims=("P40 exchanged",),
    ),
    "s2-closing": Model(
        allowing(
            {CLOSE: 1},
            Tcp,
            ClosesAfterPeer,
            PERFECT.holding(4),
            start={"A": midway(1000, 8000, 20, 10), "B": midway(8000, 1000, 10, 20, passive=True)},
            modulus=2**16,
        ),
        {"numbered": numbered},
        about="the numbers of the article continued, to the last ACK of the close",
        rfc="9293 3.6, figure 12",
        claims=("P40 numbered", "P20 numbered"),
    ),
}

fin_can_be_heard = AlwaysPossible("A has sent its FIN: B can still hear of it", B.is_in(CLOSE_WAIT), where=A[SND.FIN])
fin_is_heard = NeverStuck("nobody waits for ever where B does not know of A's FIN", B.is_in(CLOSE_WAIT))
fin_forgotten = Sometimes(
    "A takes its FIN for acknowledged, and B has not heard of it", A.is_in(FIN_WAIT_2) & B.is_in(ESTABLISHED)
)


def half_closing(machine: type[Machine], octets: int = 1) -> System:
    """A sends an octet or two and closes; B's user stays, and does not read."""
    allowed: Limits = {("A", SEND): octets, TRANSMIT: ANY, ("A", CLOSE): 1, RETRANSMIT: ANY}
    return allowing(allowed, machine, machine, LOSSY, start=both_established(2), buffer=2)


OLD_ACK = segment("B", SEQ=101, ACK=300, CTL=ACK)
"""The last ACK of an earlier connection, in which B had sent up to 299: 300 is the number that it chooses next."""


def numbering(machine: type[Machine], in_flight: tuple[Flying, ...] = ()) -> System:
    """A opens; the ends differ from RFC 9293 in what a SYN takes."""
    numbers: Mapping[End, Numbers] = {"A": fresh(100), "B": fresh(300, 400)}
    begins: Mapping[End, Start] = {"B": listening()}
    allowed: Limits = {("A", ACTIVE_OPEN): 1, RETRANSMIT: ANY}
    return allowing(allowed, machine, machine, LOSSY, start=begins, in_flight=in_flight, isn=numbers)


MORE_TEXT_AND_ROOM = MORE_TEXT & variant(
    start=both_established(3), params={"BUFFER": 3, "WINDOWS": 3}, name="a buffer of 3"
)
"""Without the room a full buffer shuts the window, and no FIN is taken behind a shut window."""
WHY: Mapping[str, Model] = {
    "fin-numbered": Model(
        half_closing(Tcp),
        {"fin_can_be_heard": fin_can_be_heard, "fin_is_heard": fin_is_heard, "fin_forgotten": fin_forgotten},
        {"fin_forgotten": "IMPOSSIBLE"},
        about="a FIN takes a number: it is repeated until it is acknowledged",
        rfc="9293 3.4",
        claims=("P41 fin_can_be_heard",),
        mutants=dict.fromkeys(("fin_can_be_heard", "fin_is_heard", "fin_forgotten"), FIN_UNNUMBERED),
        larger=(MORE_TEXT_AND_ROOM,),
    ),
    "fin-shut-window": Model(
        half_closing(Tcp, octets=2),
        {"fin_can_be_heard": fin_can_be_heard},
        {"fin_can_be_heard": "VIOLATED"},
        about="the same behind text that fills B's buffer: no FIN is taken until B's user reads",
        rfc="9293 3.10.7.4 first",
    ),
    "fin-unnumbered": Model(
        half_closing(FinWithoutNumber),
        {"fin_can_be_heard": fin_can_be_heard, "fin_is_heard": fin_is_heard, "fin_forgotten": fin_forgotten},
        {"fin_can_be_heard": "VIOLATED", "fin_is_heard": "VIOLATED"},
        about="a mutant: a FIN takes no number, and the ACK of the text before it is taken for its own",
        claims=("P41 fin_is_heard",),
    ),
    "syn-numbered": Model(
        numbering(Tcp, (OLD_ACK,)),
        {"completes": p.completes, "was_there": p.was_there},
        about="a SYN takes a number: an old ACK does not acknowledge it",
        rfc="9293 3.4",
        claims=("P41 was_there",),
        mutants={
            "was_there": variant(
                A=SynWithoutNumberAnyAck, B=SynWithoutNumberAnyAck, name="a SYN takes no number, any ACK does"
            )
        },
        larger=(A_SENDS,),
        assuming={"clock-driven": CLOCK_DRIVEN, "not-repeated": NOT_REPEATED},
    ),
    "syn-unnumbered": Model(
        numbering(SynWithoutNumber),
        {"completes": p.completes},
        {"completes": "IMPOSSIBLE"},
        about="a mutant: a SYN takes no number, so that no ACK of it says anything new",
        claims=("P41 completes",),
        mutants={"completes": variant(A=Tcp, B=Tcp)},
        larger=(A_GIVES_UP_ONCE,),
    ),
    "syn-unnumbered-any-ack": Model(
        numbering(SynWithoutNumberAnyAck, (OLD_ACK,)),
        {"completes": p.completes, "was_there": p.was_there},
        {"was_there": "VIOLATED"},
        about="the same, and any ACK does: an old one opens the connection",
        claims=("P41 was_there",),
    ),
}

MODELS: Mapping[str, Model] = {**ARTICLE, **WHY}
