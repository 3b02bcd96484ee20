"""SYNs with a time stamp, and a TIME-WAIT that takes a new one (RFC 6191, RFC 9293 SHLD-4).

The option stands on SYNs alone here: no more of it is needed to tell a new SYN from an old one.
"""

from __future__ import annotations

from collections.abc import Mapping

from spec.notation import (
    FALSE,
    RETURN,
    TRUE,
    Amount,
    Counter,
    Effect,
    Message,
    Number,
    Theirs,
    Variables,
    arrival,
    param,
    row,
)
from spec.notation.messages import Send
from spec.tcp.effects import send_ack, send_syn, send_syn_ack
from spec.tcp.table import Tcp
from spec.tcp.variables import (
    ACK,
    BUFFER,
    CLOSED,
    ESTABLISHED,
    IRS,
    ISS,
    LISTEN,
    PASSIVE,
    RCV,
    RST,
    SND,
    SYN_RECEIVED,
    TIME_WAIT,
    send,
)

STAMPS = param("STAMPS", 2)  # time stamps that are told apart


class StampedSyn(Message):
    """A SYN with the time of its sender's clock (RFC 7323, TSval)."""

    prefix = "SYN."
    SEQ = Number(Theirs)
    STAMP = Amount(STAMPS)

    @classmethod
    def text(cls, values: Mapping[str, int]) -> str:
        """As RFC 9293 writes segments, with the option."""
        return f"<SEQ={values.get('SEQ', 0)}><CTL=SYN><TSval={values.get('STAMP', 0)}>"


class Stamps(Variables):
    """What an end knows of time."""

    TIME = Counter(STAMPS)  # its own clock: it goes on from one opening to the next
    RECENT = Counter(STAMPS)  # the newest stamp of the peer's (TS.Recent)


take_stamped: tuple[Effect, ...] = (
    RCV.NXT.set_to(StampedSyn.SEQ + 1),
    IRS.set_to(StampedSyn.SEQ),
    Stamps.RECENT.set_to(StampedSyn.STAMP),
    SND.WND.set_to(BUFFER),
    RCV.WND.set_to(BUFFER),
    PASSIVE.set_to(TRUE),
    SND.FIN.set_to(FALSE),
    ISS.choose(),
    *send_syn_ack,
    SND.NXT.set_to(ISS + 1),
    SND.UNA.set_to(ISS),
)


class Stamped(Tcp):
    """RFC 6191: in TIME-WAIT a SYN with a newer stamp opens, whatever its number; any other is dropped in silence."""

    active_open = Tcp.active_open.but(
        do=[
            Stamps.TIME.set_to(Stamps.TIME + 1),
            *(one for one in send_syn if not isinstance(one, Send)),
            StampedSyn.send(SEQ=ISS, STAMP=Stamps.TIME),
        ]
    )
    syn_timeout = Tcp.syn_timeout.but(do=[StampedSyn.send(SEQ=ISS, STAMP=Stamps.TIME)])
    closed_stamped = row(
        at=CLOSED,
        on=arrival(StampedSyn),
        do=[send(SEQ=0, ACK=StampedSyn.SEQ + 1, CTL=RST | ACK)],
        then=RETURN,
        rfc="3.10.7.1",
    )
    listen_stamped = row(
        at=LISTEN, on=arrival(StampedSyn), do=take_stamped, to=SYN_RECEIVED, then=RETURN, rfc="3.10.7.2 third"
    )
    time_wait_stamped = row(
        at=TIME_WAIT,
        on=arrival(StampedSyn),
        when=Stamps.RECENT < StampedSyn.STAMP,
        do=take_stamped,
        to=SYN_RECEIVED,
        then=RETURN,
        rfc="6191 2",
    )
    open_stamped = row(
        at=(SYN_RECEIVED, ESTABLISHED), on=arrival(StampedSyn), do=send_ack, then=RETURN, rfc="3.10.7.4 first"
    )


class StampsUnread(Stamped):
    """MAY-2 alone: the number of the SYN decides, and its stamp is not read."""

    time_wait_stamped = Stamped.time_wait_stamped.but(when=RCV.NXT < StampedSyn.SEQ, rfc="3.6.1")
