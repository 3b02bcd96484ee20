"""The names of RFC 9293: states, variables, segments, calls.

Glossary: SND, RCV, SEG, ISS, IRS, TCB as in RFC 9293 section 3.3.1 and 4.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from spec.notation import (
    FALSE,
    Amount,
    Arrival,
    ControlBits,
    Count,
    Effect,
    Flag,
    Flying,
    History,
    Message,
    Number,
    Ours,
    Send,
    Seq,
    SeqVar,
    SpecError,
    State,
    Theirs,
    Variables,
    arrival,
    call,
    param,
    timer,
)
from spec.notation.errors import here
from spec.notation.nodes import End


class Ctl(enum.IntFlag):
    """The control bits of connection management (RFC 9293 3.1), in the order in which the figures write them."""

    SYN = 1
    RST = 2
    FIN = 4
    ACK = 8


NO_BITS = Ctl(0)
SYN, RST, FIN, ACK = Ctl.SYN, Ctl.RST, Ctl.FIN, Ctl.ACK


class TcpState(State):
    """RFC 9293 3.3.2."""

    CLOSED = "CLOSED"
    LISTEN = "LISTEN"
    SYN_SENT = "SYN-SENT"
    SYN_RECEIVED = "SYN-RECEIVED"
    ESTABLISHED = "ESTABLISHED"


CLOSED, LISTEN, SYN_SENT, SYN_RECEIVED, ESTABLISHED = TcpState


class Segment(Message):
    """A TCP segment, as its receiver reads it: SEQ counts the sender's octets, ACK ours."""

    prefix = "SEG."
    SEQ = Number(Theirs)
    ACK = Number(Ours)
    CTL = ControlBits(Ctl)
    DATA = Amount(32)  # octets of text; a bound of the search, not of TCP

    @classmethod
    def text(cls, values: Mapping[str, int]) -> str:
        """As RFC 9293 figures 6 to 13 write it; ``<DATA>`` is one octet.

        >>> Segment.text({"SEQ": 300, "ACK": 101, "CTL": int(SYN | ACK)})
        '<SEQ=300><ACK=101><CTL=SYN,ACK>'
        """
        bits = Ctl(values.get("CTL", 0))
        ack = f"<ACK={values.get('ACK', 0)}>" if ACK in bits else ""
        octets = values.get("DATA", 0)
        data = "" if not octets else "<DATA>" if octets == 1 else f"<DATA={octets}>"
        return f"<SEQ={values.get('SEQ', 0)}>{ack}<CTL={_names(bits)}>{data}"

    @classmethod
    def short(cls, values: Mapping[str, int]) -> str:
        """Its control bits, for a label.

        >>> Segment.short({"CTL": int(SYN | ACK)})
        'SYN,ACK'
        """
        return _names(Ctl(values.get("CTL", 0))) + (" data" if values.get("DATA", 0) else "")


def _names(bits: Ctl) -> str:
    return ",".join(bit.name or "" for bit in Ctl if bit in bits) or "none"


SEG = Segment


class SND(Variables):
    """Send sequence variables (3.3.1)."""

    prefix = "SND."
    UNA = SeqVar(Ours)  # oldest number not yet acknowledged
    NXT = SeqVar(Ours)  # next number to send


class RCV(Variables):
    """Receive sequence variables (3.3.1)."""

    prefix = "RCV."
    NXT = SeqVar(Theirs)  # next number expected


class TCB(Variables):
    """What else the transmission control block holds."""

    ISS = SeqVar(Ours)  # initial send sequence number
    IRS = SeqVar(Theirs)  # initial receive sequence number
    PASSIVE = Flag()  # opened by a passive OPEN (3.3.2 note 1, MUST-11)


class Past(Variables):
    """What an end once did: read by properties alone."""

    opened = History(Ours)  # the ISS of every active OPEN
    entered = History(Ours, Theirs)  # (ISS, IRS) of every connection that was ESTABLISHED here


ISS, IRS, PASSIVE = TCB.ISS, TCB.IRS, TCB.PASSIVE
opened, entered = Past.opened, Past.entered
RCV_WND = param("RCV.WND", 16)
"""The receive window, in octets: a parameter of the system."""

ACTIVE_OPEN, PASSIVE_OPEN = call("active OPEN"), call("passive OPEN")
SEND, CLOSE, ABORT = call("SEND"), call("CLOSE"), call("ABORT")
RETRANSMIT = timer("retransmission timeout")


def rcv(bits: Ctl = NO_BITS) -> Arrival:
    """Event: a segment arrives with these bits on; others may be on as well."""
    return arrival(Segment, Segment.CTL, bits)


def send(
    *,
    SEQ: Seq[Ours] | int,
    CTL: Ctl,
    ACK: Seq[Theirs] | None = None,
    DATA: Count | int = 0,
) -> Send:
    """Effect: a segment leaves.  SpecError unless ACK is given exactly when its bit is on."""
    __tracebackhide__ = True
    if (ACK is not None) != bool(CTL & Ctl.ACK):
        raise SpecError(f"{here()}: send(CTL={_names(CTL)}): give ACK=... exactly when the ACK bit is on")
    return Segment.send(SEQ=SEQ, CTL=CTL, DATA=DATA, **({} if ACK is None else {"ACK": ACK}))


def segment(to: End, *, SEQ: int, CTL: Ctl, ACK: int = 0, DATA: int = 0) -> Flying:
    """A segment in flight at the start: an old duplicate, from an earlier connection.

    >>> segment("B", SEQ=90, CTL=SYN).to
    'B'
    """
    return Segment.flying(to, SEQ=SEQ, ACK=ACK, CTL=int(CTL), DATA=DATA)


# Named guards

ack_of_syn = ((SND.UNA < SEG.ACK) & (SEG.ACK <= SND.NXT)).called("ACK of SYN")
in_window = ((RCV.NXT <= SEG.SEQ) & (SEG.SEQ < RCV.NXT + RCV_WND)).called("in the window")
in_order = (SEG.SEQ == RCV.NXT).called("in order")

# Effects that several rows share

forget: tuple[Effect, ...] = (
    ISS.set_to(0),
    IRS.set_to(0),
    SND.UNA.set_to(0),
    SND.NXT.set_to(0),
    RCV.NXT.set_to(0),
)
delete_tcb: tuple[Effect, ...] = (*forget, PASSIVE.set_to(FALSE))
send_syn: tuple[Effect, ...] = (
    ISS.choose(),
    opened.remember(ISS),
    send(SEQ=ISS, CTL=SYN),
    SND.UNA.set_to(ISS),
    SND.NXT.set_to(ISS + 1),
)
send_ack: tuple[Effect, ...] = (send(SEQ=SND.NXT, ACK=RCV.NXT, CTL=ACK),)
send_syn_ack: tuple[Effect, ...] = (send(SEQ=ISS, ACK=RCV.NXT, CTL=SYN | ACK),)
