"""Systems of two TCP ends: an opening, a closing, a whole connection, and any other from what may happen in it.

In all of them A is the client and B the server; every bound of the search stands here or in the model.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spec.notation import LOSSY, LOSSY_BAG, Call, Channel, Machine, Numbers, System, Timer, at, fresh
from spec.notation.calling import spelt
from spec.notation.messages import Flying
from spec.notation.nodes import End
from spec.notation.systems import ENDS, Limits, Start
from spec.tcp.table import Tcp
from spec.tcp.variables import (
    ABORT,
    ACK,
    ACTIVE_OPEN,
    CLOSE,
    CLOSE_BOTH,
    CRASH,
    DELAYED_ACK,
    ESTABLISHED,
    IRS,
    ISS,
    LISTEN,
    PASSIVE,
    PASSIVE_OPEN,
    PERSIST,
    RCV,
    RECEIVE,
    SEND,
    SND,
    SYN,
    SYN_RECEIVED,
    TIME_WAIT,
    TRANSMIT,
    TWO_MSL,
    USER_TIMEOUT,
    segment,
)

ANY = -1
"""As often as one likes: a limit that is none."""

OLD_SYN = segment("B", SEQ=90, CTL=SYN)
"""A SYN of an earlier connection, on its way to B (RFC 9293 figure 8)."""
OLD_ACK = segment("B", SEQ=91, ACK=301, CTL=ACK)
"""The third segment of that earlier connection, in which B had chosen 300."""
OLD_DATA = segment("B", SEQ=91, ACK=295, CTL=ACK, DATA=1)
"""An octet that follows ``OLD_SYN``, of the same earlier connection, in which B had chosen 294."""
FAR_OLD_SYN = segment("B", SEQ=50, CTL=SYN)
"""An old SYN whose number is too far from the new one for a window of 16."""

AFTER_OPENING = (SEND, RECEIVE, CLOSE_BOTH, TRANSMIT, DELAYED_ACK, PERSIST, TWO_MSL, USER_TIMEOUT)
"""What :func:`opening` leaves out."""
UNASKED = (ACTIVE_OPEN, PASSIVE_OPEN, SEND, RECEIVE, CLOSE_BOTH, ABORT, CRASH, USER_TIMEOUT)
"""What :func:`closing` and :func:`connection` leave out."""


TWO_IN_FLIGHT = LOSSY_BAG.holding(2)
"""A network that loses and reorders, with two segments at most on their way to each end (a bound of the search)."""
FIGURES: Mapping[End, Numbers] = {"A": fresh(100), "B": fresh(300)}
"""The initial numbers of the figures of RFC 9293."""


@spelt
def opening(
    client: type[Machine] = Tcp,
    server: type[Machine] = Tcp,
    channel: Channel = LOSSY,
    *,
    opens: int = 1,
    gives_up: int = 0,
    in_flight: tuple[Flying, ...] = (),
    isn: Mapping[End, Numbers] | None = None,
    at_most: Limits | None = None,
    start: Mapping[End, Start] | None = None,
    modulus: int = 1024,
) -> System:
    """A opens actively ``opens`` times and gives up ``gives_up`` times (ABORT); B listens (RFC 9293 3.5).

    Nobody sends data or closes, and only SYNs are retransmitted, as often as the search likes; ``at_most`` says
    otherwise, event by event: ``at_most={RETRANSMIT: 0, ("A", SEND): 1}``.  ``isn`` are the initial numbers that each
    end chooses, ``in_flight`` the segments of earlier connections, ``modulus`` how many sequence numbers there are.
    SpecError where one of them does not fit.
    """
    numbers = isn or {"A": fresh(*(100 * n for n in range(1, opens + 1))), "B": fresh(300, 400)}
    limits: Limits = {
        **dict.fromkeys(AFTER_OPENING, 0),
        ("A", ACTIVE_OPEN): opens,
        ("A", PASSIVE_OPEN): 0,
        ("A", CLOSE): 0,
        ("A", ABORT): gives_up,
        ("B", ACTIVE_OPEN): 0,
        ("B", PASSIVE_OPEN): 0,
        ("B", CLOSE): 0,
        ("B", ABORT): 0,
    }
    begins: Mapping[End, Start] = {"B": listening()} if start is None else start
    limits = _limited(limits, at_most, client, server)
    return System(client, server, channel, in_flight, modulus, numbers, limits, {}, begins)


@spelt
def closing(
    client: type[Machine] = Tcp,
    server: type[Machine] = Tcp,
    channel: Channel = LOSSY,
    *,
    buffer: int = 16,
    in_flight: tuple[Flying, ...] = (),
    at_most: Limits | None = None,
    start: Mapping[End, Start] | None = None,
    params: Mapping[str, int] | None = None,
    modulus: int = 1024,
) -> System:
    """Both ends are ESTABLISHED, with the initial numbers 100 and 300, and each closes once (RFC 9293 3.6).

    Timers may run out at any time; nobody sends data, aborts or gives up.  ``at_most`` says otherwise, event by event:
    ``at_most={("B", CLOSE): 0, ("B", SEND): 1}``.  ``buffer`` octets fit into a receive buffer; ``params`` are
    more of the table's parameters; ``modulus`` is how many sequence numbers there are.  SpecError where one does not
    fit.
    """
    begins = both_established(buffer) if start is None else start
    limits = _limited({**dict.fromkeys(UNASKED, 0), CLOSE: 1}, at_most, client, server)
    return System(client, server, channel, in_flight, modulus, FIGURES, limits, _windows(buffer, params), begins)


@spelt
def connection(
    client: type[Machine] = Tcp,
    server: type[Machine] = Tcp,
    channel: Channel = TWO_IN_FLIGHT,
    *,
    buffer: int = 16,
    in_flight: tuple[Flying, ...] = (),
    isn: Mapping[End, Numbers] | None = None,
    at_most: Limits | None = None,
    start: Mapping[End, Start] | None = None,
    params: Mapping[str, int] | None = None,
    modulus: int = 1024,
) -> System:
    """A whole life: A opens, B listens, and each closes once, when it likes (RFC 9293 3.5, 3.6).

    Timers may run out at any time; nobody sends data, aborts or gives up.  ``at_most`` says otherwise, event by event:
    ``at_most={("A", SEND): 1}``.  The rest is as in :func:`opening` and :func:`closing`.
    """
    begins: Mapping[End, Start] = {"B": listening(buffer)} if start is None else start
    limits: Limits = {**dict.fromkeys(UNASKED, 0), ("A", ACTIVE_OPEN): 1, ("B", ACTIVE_OPEN): 0, CLOSE: 1}
    limits = _limited(limits, at_most, client, server)
    numbers = isn or {"A": fresh(100), "B": fresh(300, 400)}
    return System(client, server, channel, in_flight, modulus, numbers, limits, _windows(buffer, params), begins)


@spelt
def allowing(
    allowed: Limits,
    client: type[Machine] = Tcp,
    server: type[Machine] = Tcp,
    channel: Channel | tuple[Channel, Channel] = LOSSY,
    *,
    start: Mapping[End, Start] | None = None,
    in_flight: tuple[Flying, ...] = (),
    isn: Mapping[End, Numbers] | None = None,
    modulus: int = 1024,
    buffer: int = 16,
    params: Mapping[str, int] | None = None,
) -> System:
    """Nothing happens but what is listed: ``allowing({CLOSE: 1, RETRANSMIT: ANY}, start=both_established())``.

    Each event happens at most so often, at each end or at the one that is named.  ``buffer`` octets fit into a receive
    buffer, and so no larger window is announced.  SpecError where something does not fit.
    """
    never: Limits = dict.fromkeys(_limits_of(client, server), 0)
    limits = _limited(never, allowed, client, server)
    return System(
        client, server, channel, in_flight, modulus, isn or FIGURES, limits, _windows(buffer, params), start or {}
    )


def _limits_of(client: type[Machine], server: type[Machine]) -> Iterator[tuple[End, Call | Timer]]:
    """Each call and timer of each end."""
    ends: Mapping[End, type[Machine]] = {"A": client, "B": server}
    for end, machine in ends.items():
        for event in machine.events():
            if isinstance(event, Call | Timer):
                yield end, event


def _limited(limits: Limits, given: Limits | None, client: type[Machine], server: type[Machine]) -> Limits:
    """The limits, end by end, and those that are given in their place."""
    asked = given or {}
    found: dict[tuple[End, Call | Timer], int] = {
        (end, event): asked.get((end, event), asked.get(event, limits.get((end, event), limits.get(event, ANY))))
        for end, event in _limits_of(client, server)
    }
    unknown = {key: most for key, most in asked.items() if not _ends(key) & found.keys()}
    bounded: Limits = {key: most for key, most in found.items() if most != ANY}
    return {**bounded, **unknown}


def _ends(key: Call | Timer | tuple[End, Call | Timer]) -> set[tuple[End, Call | Timer]]:
    return {key} if isinstance(key, tuple) else {(end, key) for end in ENDS}


def _windows(buffer: int, params: Mapping[str, int] | None) -> Mapping[str, int]:
    return {"BUFFER": buffer, "WINDOWS": buffer, **(params or {})}


def listening(buffer: int = 16) -> Start:
    """An end in LISTEN, after a passive OPEN."""
    return at(LISTEN, (PASSIVE, 1), (RCV.WND, buffer))


def received_syn(iss: int, irs: int) -> Start:
    """An end in SYN-RECEIVED after an active OPEN: it has sent its SYN and taken the peer's."""
    taken = ((IRS, irs), (RCV.NXT, irs + 1), (RCV.WND, 16))
    return at(SYN_RECEIVED, (ISS, iss), (SND.UNA, iss), (SND.NXT, iss + 1), (SND.WND, 16), *taken)


def established(iss: int, irs: int, buffer: int = 16, *, passive: bool = False) -> Start:
    """An end in ESTABLISHED that has sent and received nothing yet."""
    return at(
        ESTABLISHED,
        (ISS, iss),
        (IRS, irs),
        (SND.UNA, iss + 1),
        (SND.NXT, iss + 1),
        (SND.WND, buffer),
        (RCV.NXT, irs + 1),
        (RCV.WND, buffer),
        (PASSIVE, int(passive)),
    )


def waiting(iss: int, irs: int) -> Start:
    """An end in TIME-WAIT after a connection without data."""
    return at(
        TIME_WAIT,
        (ISS, iss),
        (IRS, irs),
        (SND.UNA, iss + 2),
        (SND.NXT, iss + 2),
        (SND.WND, 16),
        (SND.FIN, 1),
        (RCV.NXT, irs + 2),
        (RCV.WND, 16),
    )


def both_in_time_wait() -> Mapping[End, Start]:
    """Both ends after a simultaneous close of the connection with 100 and 300."""
    return {"A": waiting(100, 300), "B": waiting(300, 100)}


def both_established(buffer: int = 16) -> Mapping[End, Start]:
    """A, which opened with 100, and B, which listened and chose 300."""
    return {"A": established(100, 300, buffer), "B": established(300, 100, buffer, passive=True)}
