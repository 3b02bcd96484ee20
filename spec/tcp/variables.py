"""The names of RFC 9293: states, variables, segments, calls.

Glossary: SND, RCV, SEG, ISS, IRS, TCB as in RFC 9293 section 3.3.1 and 4.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from spec.notation import (
    Amount,
    Arrival,
    ControlBits,
    Count,
    Counter,
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
from spec.notation.calling import spelt
from spec.notation.errors import fault, here
from spec.notation.nodes import End


class Ctl(enum.IntFlag):
    """The control bits of connection management (RFC 9293 3.1), in the order in which the figures write them."""

    SYN = 1
    RST = 2
    FIN = 4
    ACK = 8


NO_BITS = Ctl(0)
SYN, RST, FIN, ACK = Ctl.SYN, Ctl.RST, Ctl.FIN, Ctl.ACK
"""A control bit; several are joined by ``|``: ``SYN | ACK``."""


class TcpState(State):
    """The states of a connection (RFC 9293 3.3.2)."""

    CLOSED = "CLOSED"  # no connection
    LISTEN = "LISTEN"  # waits for a SYN, after a passive OPEN
    SYN_SENT = "SYN-SENT"  # has sent a SYN, and waits for the peer's
    SYN_RECEIVED = "SYN-RECEIVED"  # has sent and received a SYN, and waits for the ACK of its own
    ESTABLISHED = "ESTABLISHED"  # open: data goes both ways
    FIN_WAIT_1 = "FIN-WAIT-1"  # the user has closed; the ACK of its FIN, and the peer's FIN, are missing
    FIN_WAIT_2 = "FIN-WAIT-2"  # its FIN is acknowledged; the peer's FIN is missing
    CLOSE_WAIT = "CLOSE-WAIT"  # the peer has closed; waits for its own user to close
    CLOSING = "CLOSING"  # both have closed at once; the ACK of its FIN is missing
    LAST_ACK = "LAST-ACK"  # has closed after the peer; the ACK of its FIN is missing
    TIME_WAIT = "TIME-WAIT"  # all is acknowledged; waits 2 MSL, so that the peer's FIN can be answered again


CLOSED = TcpState.CLOSED
LISTEN = TcpState.LISTEN
SYN_SENT = TcpState.SYN_SENT
SYN_RECEIVED = TcpState.SYN_RECEIVED
ESTABLISHED = TcpState.ESTABLISHED
FIN_WAIT_1 = TcpState.FIN_WAIT_1
FIN_WAIT_2 = TcpState.FIN_WAIT_2
CLOSE_WAIT = TcpState.CLOSE_WAIT
CLOSING = TcpState.CLOSING
LAST_ACK = TcpState.LAST_ACK
TIME_WAIT = TcpState.TIME_WAIT

# Parameters of a system: bounds of the search, and choices that RFC 9293 leaves open.
BUFFER = param("BUFFER", 16)  # octets of the receive buffer: the largest window that an end announces
WINDOWS = param("WINDOWS", 16)  # the largest window that any segment announces
QUEUE_MOST = param("QUEUE", 2)  # octets that SEND may leave waiting
OCTETS = param("OCTETS", 1)  # octets of data in a segment
DELAYED = param("DELAYED", 0)  # 1: an ACK of data or of a FIN is owed, and sent by a timer (3.8.6.3)
HOLDS = param("HOLDS", 0)  # 1: data out of order is held (SHLD-31)
TIME_WAIT_TICKS = param("TIME_WAIT", 0)  # ticks that TIME-WAIT lasts; 0: no clock, the 2 MSL timeout comes at any time
ARRIVALS_FIRST = param("ARRIVALS_FIRST", 0)  # 1: what arrives at the instant in which TIME-WAIT ends still finds it
CRASHES = param("CRASHES", 0)  # 1: an end may crash
QUIET_TICKS = param("QUIET", 0)  # ticks of quiet time after a crash (3.4.3)
INCARNATIONS = param("INCARNATIONS", 3)  # connections that are told apart, where a property asks for them
REOPENS = param("REOPENS", 0)  # 1: a newer SYN opens a new connection in TIME-WAIT (MAY-2)


class Segment(Message):
    """A TCP segment, as its receiver reads it: SEQ counts the sender's octets, ACK ours."""

    prefix = "SEG."
    SEQ = Number(Theirs)  # the number of its first octet, or of its SYN
    ACK = Number(Ours)  # the next number that its sender expects, if the ACK bit is on
    CTL = ControlBits(Ctl)  # its control bits
    DATA = Amount(param("DATA", 1))  # octets of data, at most
    WND = Amount(WINDOWS)  # the sender's receive window
    INCARNATION = Amount(INCARNATIONS, ghost=True)  # which connection of its sender it belongs to

    @classmethod
    def text(cls, values: Mapping[str, int]) -> str:
        """As RFC 9293 figures 6 to 13 write it; ``<DATA>`` is one octet, ``of 2`` says whose incarnation it is.

        >>> Segment.text({"SEQ": 300, "ACK": 101, "CTL": int(SYN | ACK)})
        '<SEQ=300><ACK=101><CTL=SYN,ACK>'
        """
        bits = Ctl(values.get("CTL", 0))
        ack = f"<ACK={values.get('ACK', 0)}>" if ACK in bits else ""
        octets = values.get("DATA", 0)
        data = "" if not octets else "<DATA>" if octets == 1 else f"<DATA={octets}>"
        closed = (
            "<WND=0>" if "WND" in values and values["WND"] == 0 and bits & (SYN | FIN | ACK) and not bits & RST else ""
        )
        old = f" of {values['INCARNATION']}" if "INCARNATION" in values else ""
        return f"<SEQ={values.get('SEQ', 0)}>{ack}<CTL={_names(bits)}>{data}{closed}{old}"

    @classmethod
    def short(cls, values: Mapping[str, int]) -> str:
        """Its control bits, for a label.

        >>> Segment.short({"CTL": int(SYN | ACK)})
        'SYN,ACK'
        """
        return _names(Ctl(values.get("CTL", 0))) + (" with data" if values.get("DATA", 0) else "")


def _names(bits: Ctl) -> str:
    return ",".join(bit.name or "" for bit in Ctl if bit in bits) or "none"


SEG = Segment


class SND(Variables):
    """Send sequence variables; its numbers count our octets (RFC 9293 3.3.1)."""

    prefix = "SND."
    UNA = SeqVar(Ours)  # oldest number not yet acknowledged
    NXT = SeqVar(Ours)  # next number to send
    WND = Counter(WINDOWS)  # the peer's window
    QUEUE = Counter(QUEUE_MOST)  # octets that the user has sent and TCP has not
    CLOSING = Flag()  # the user has closed, and the FIN waits behind the queue
    FIN = Flag()  # the FIN has been sent; it is the last number before NXT


class RCV(Variables):
    """Receive sequence variables; its numbers count the peer's octets (RFC 9293 3.3.1)."""

    prefix = "RCV."
    NXT = SeqVar(Theirs)  # next number expected
    WND = Counter(WINDOWS)  # receive window: what is free of the buffer
    OWED = Flag()  # an ACK is owed for data or a FIN
    HOLE = SeqVar(Theirs)  # first number of the data held out of order
    HELD = Counter(WINDOWS)  # octets held there
    HELD_FIN = Flag()  # and a FIN behind them
    DEAF = Flag()  # the user has closed both directions: data is refused (3.6.1)


class TCB(Variables):
    """What else the transmission control block holds."""

    ISS = SeqVar(Ours)  # initial send sequence number
    IRS = SeqVar(Theirs)  # initial receive sequence number
    PASSIVE = Flag()  # opened by a passive OPEN (3.3.2 note 1, MUST-11)
    CLOCK = Counter(TIME_WAIT_TICKS)  # ticks until TIME-WAIT ends


class Host(Variables):
    """What an end keeps when it loses its TCB."""

    QUIET = Counter(QUIET_TICKS)  # ticks of quiet time that are left


class Past(Variables):
    """What an end once did: read by properties alone."""

    opened = History(Ours)  # the ISS of every active OPEN
    entered = History(Ours, Theirs)  # (ISS, IRS) of every connection that was ESTABLISHED here
    incarnation = Counter(INCARNATIONS, ghost=True)  # which connection this is, counted by who opens actively
    alien_text = Flag(ghost=True)  # data of another incarnation was taken
    alien_ack = Flag(ghost=True)  # an ACK of another incarnation was taken for one of this
    alien_rst = Flag(ghost=True)  # a reset of another incarnation ended this one
    eof = Flag(ghost=True)  # the user has read the end of the peer's data: read() returned 0


ISS, IRS, PASSIVE = TCB.ISS, TCB.IRS, TCB.PASSIVE
opened, entered = Past.opened, Past.entered
eof, incarnation = Past.eof, Past.incarnation
alien_text, alien_ack, alien_rst = Past.alien_text, Past.alien_ack, Past.alien_rst

ACTIVE_OPEN = call("active OPEN")  # open a connection to the peer (3.10.1)
PASSIVE_OPEN = call("passive OPEN")  # listen for a connection (3.10.1)
SEND = call("SEND")  # give data to be sent: OCTETS octets (3.10.2)
RECEIVE = call("RECEIVE")  # read all the data that has arrived, or the end of it (3.10.3)
CLOSE = call("CLOSE")  # close one's own direction, as shutdown(SHUT_WR) does: a FIN follows the data (3.10.4)
CLOSE_BOTH = call("close()")  # close both directions at once, as a socket's close() does (3.6.1, MAY-1)
ABORT = call("ABORT")  # give the connection up, and tell the peer by a reset (3.10.5)
CRASH = call("crash")  # the end loses its memory, and with it the connection (3.4.2); where CRASHES is 1
TRANSMIT = timer("transmission")  # data or a FIN that waited is sent
RETRANSMIT = timer("retransmission timeout")  # what is not acknowledged is sent again (3.8.1, 3.10.8)
USER_TIMEOUT = timer("user timeout")  # the user has waited long enough: the connection is given up (3.10.8)
DELAYED_ACK = timer("delayed ACK")  # an ACK that may wait is sent, where DELAYED is 1 (3.8.6.3)
PERSIST = timer("persist timeout")  # a window of 0 is probed (3.8.6.1)
TWO_MSL = timer("2 MSL timeout")  # TIME-WAIT is over, where no clock counts it (3.10.8)


def rcv(bits: Ctl = NO_BITS) -> Arrival:
    """Event: a segment arrives with these bits on; others may be on as well.  SpecError for what is no control bit."""
    if not isinstance(bits, Ctl):
        raise fault(f"rcv({bits!r}): write control bits, such as rcv(SYN) or rcv(SYN | ACK)")
    return arrival(Segment, Segment.CTL, bits)


@spelt
def send(
    *,
    SEQ: Seq[Ours] | int,
    CTL: Ctl,
    ACK: Seq[Theirs] | None = None,
    DATA: Count | int = 0,
    INCARNATION: Count = incarnation,
) -> Send:
    """Effect: a segment leaves.  SpecError unless ACK is given exactly when its bit is on.

    A reset that answers a segment of no connection here is of that segment's incarnation.
    """
    __tracebackhide__ = True
    if (ACK is not None) != bool(CTL & Ctl.ACK):
        raise SpecError(f"{here()}: send(CTL={_names(CTL)}): give ACK=... exactly when the ACK bit is on")
    given: dict[str, Seq[Ours] | Seq[Theirs] | Count | int] = {"SEQ": SEQ, "CTL": CTL, "DATA": DATA}
    if ACK is not None:
        given["ACK"] = ACK
    if not CTL & Ctl.RST:
        given["WND"] = RCV.WND
    given["INCARNATION"] = INCARNATION
    return Segment.send(**given)


@spelt
def segment(
    to: End, *, SEQ: int, CTL: Ctl, ACK: int = 0, DATA: int = 0, WND: int | None = None, INCARNATION: int = 0
) -> Flying:
    """A segment in flight at the start: an old duplicate, from an earlier connection.

    >>> segment("B", SEQ=90, CTL=SYN).to
    'B'
    """
    window = (0 if CTL & RST else 16) if WND is None else WND
    return Segment.flying(to, SEQ=SEQ, ACK=ACK, CTL=int(CTL), DATA=DATA, WND=window, INCARNATION=INCARNATION)
