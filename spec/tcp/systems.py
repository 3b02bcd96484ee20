"""Systems of two TCP ends, made from what may happen in them.

Nothing happens that a system does not list: ``connection({CLOSE: 1, RETRANSMIT: ANY})`` has two ends that may each
close once, and whose retransmission timers may run out at any time.
"""

from __future__ import annotations

from collections.abc import Mapping

from spec.notation import LOSSY, Call, Channel, Machine, Numbers, System, Timer, at, fresh
from spec.notation.messages import Flying
from spec.notation.nodes import End
from spec.notation.systems import ENDS, Start
from spec.tcp.connection import Tcp
from spec.tcp.variables import (
    ESTABLISHED,
    IRS,
    ISS,
    LISTEN,
    PASSIVE,
    RCV,
    SND,
    TIME_WAIT,
)

ANY = -1
"""As often as one likes."""
Allowed = Mapping[Call | Timer | tuple[End, Call | Timer], int]


def connection(
    allowed: Allowed,
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
    """A system in which each event happens at most as often as ``allowed`` says, at each end or at one; else never.

    ``buffer`` octets fit into a receive buffer, and so no larger window is announced.
    """
    limits: dict[Call | Timer | tuple[End, Call | Timer], int] = {}
    for end, machine in (("A", client), ("B", server)):
        for event in machine.events():
            if isinstance(event, Call | Timer):
                one = _end(end)
                most = allowed.get((one, event), allowed.get(event, 0))
                if most != ANY:
                    limits[one, event] = most
    given = {"BUFFER": buffer, "WINDOWS": buffer, **(params or {})}
    numbers = isn or {"A": fresh(100), "B": fresh(300)}
    return System(client, server, channel, in_flight, modulus, numbers, limits, given, start or {})


def _end(name: str) -> End:
    return ENDS[0] if name == "A" else ENDS[1]


def listening(buffer: int = 16) -> Start:
    """An end in LISTEN, after a passive OPEN."""
    return at(LISTEN, (PASSIVE, 1), (RCV.WND, buffer))


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
    """An end in TIME-WAIT after a connection without text."""
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
