"""Where an end may stand when its capture begins in the middle of a connection.

Every state that the first segment allows, with numbers from the segments; what they do not tell (windows, how
much is in flight) is taken to be as wide as it may be.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.command.tcp_rules import MOST_WINDOW
from checker.command.tcp_wire import SPACE, Wire, ahead
from checker.conform import Observed
from spec.notation import at
from spec.notation.systems import Start
from spec.tcp.variables import (
    CLOSE_WAIT,
    CLOSED,
    CLOSING,
    ESTABLISHED,
    FIN_WAIT_1,
    FIN_WAIT_2,
    IRS,
    ISS,
    LAST_ACK,
    LISTEN,
    PASSIVE,
    RCV,
    SND,
    SYN_RECEIVED,
    SYN_SENT,
    TIME_WAIT,
    Ctl,
    TcpState,
)

OPEN = (ESTABLISHED, CLOSE_WAIT)
FIN_OUT = (FIN_WAIT_1, CLOSING, LAST_ACK)
FIN_DONE = (FIN_WAIT_2, TIME_WAIT)
LONG_AGO = 1 << 29
"""Numbers since the SYN, where it was not seen."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """What has been acknowledged, the next number to send, and the next one expected."""

    una: int
    nxt: int
    expected: int


def begins_inside(wire: Wire) -> bool:
    """Whether the first segment opens no connection."""
    return wire.packets[0].fields["CTL"] & (Ctl.SYN | Ctl.ACK) != Ctl.SYN


def starts(wire: Wire) -> list[Start]:
    """Where the end may stand before the first segment."""
    closed = at(CLOSED)
    first = wire.packets[0]
    if not begins_inside(wire):
        return [closed]
    if not first.fields["CTL"] & Ctl.ACK:
        return [closed, *_listening(wire)]
    found = [start for numbers in _numbers(wire, first) for start in _anywhere(numbers)]
    return [*found, *_opening(first), closed, *_listening(wire)]


def _listening(wire: Wire) -> list[Start]:
    return [at(LISTEN, (PASSIVE, 1), (RCV.WND, MOST_WINDOW))] if wire.called else []


def _numbers(wire: Wire, first: Observed) -> Iterator[Numbers]:
    seen = first.fields
    octets = seen["DATA"] + bool(seen["CTL"] & Ctl.FIN)
    if first.sent:
        for nxt in {seen["SEQ"], (seen["SEQ"] + octets) % SPACE, (seen["SEQ"] + 1) % SPACE}:
            yield Numbers(seen["SEQ"] if octets else nxt, nxt, seen["ACK"])
        return
    for expected in {seen["SEQ"], (seen["SEQ"] + octets) % SPACE, (seen["SEQ"] + 1) % SPACE}:
        for una in {seen["ACK"], (seen["ACK"] - 1) % SPACE}:
            for nxt in _next_to_send(wire, seen["ACK"]):
                yield Numbers(una, nxt, expected)


def _next_to_send(wire: Wire, acked: int) -> set[int]:
    """What the first segment that it sends, and those delivered before it, say that it would send next."""
    newest = acked
    for one in wire.packets:
        if one.sent:
            if one.fields["CTL"] & Ctl.RST:
                break
            octets = one.fields["DATA"] + bool(one.fields["CTL"] & Ctl.FIN)
            candidates = {newest, one.fields["SEQ"], (one.fields["SEQ"] + octets) % SPACE}
            return {number for number in candidates if ahead(number, newest) >= 0}
        if one.fields["CTL"] & Ctl.ACK and ahead(one.fields["ACK"], newest) > 0:
            newest = one.fields["ACK"]
    return {newest}


def _anywhere(numbers: Numbers) -> Iterator[Start]:
    """Every synchronized state that these numbers allow."""
    in_flight = numbers.una != numbers.nxt
    for state in OPEN:
        yield _start(state, numbers)
    for state in FIN_OUT if in_flight else FIN_DONE:
        yield _start(state, numbers, fin=True)
    if not in_flight:
        yield _start(FIN_WAIT_2, numbers, fin=True, deaf=True)


def _start(state: TcpState, numbers: Numbers, *, fin: bool = False, deaf: bool = False) -> Start:
    return at(
        state,
        (ISS, (numbers.una - LONG_AGO) % SPACE),
        (IRS, (numbers.expected - LONG_AGO) % SPACE),
        (SND.UNA, numbers.una),
        (SND.NXT, numbers.nxt),
        (SND.WND, MOST_WINDOW),
        (SND.FIN, int(fin)),
        (RCV.NXT, numbers.expected),
        (RCV.WND, MOST_WINDOW),
        (RCV.DEAF, int(deaf)),
    )


def _opening(first: Observed) -> Iterator[Start]:
    """The states before ESTABLISHED, where the segment answers a SYN or an answer to one."""
    seen = first.fields
    if not first.sent:
        ours = (seen["ACK"] - 1) % SPACE
        if seen["CTL"] & Ctl.SYN:
            yield _half(SYN_SENT, ours)
        yield _half(SYN_RECEIVED, ours, seen["SEQ"], passive=True)
    elif seen["CTL"] & Ctl.SYN:
        for passive in (False, True):
            yield _half(SYN_RECEIVED, seen["SEQ"], seen["ACK"], passive=passive)


def _half(state: TcpState, ours: int, expected: int = 0, *, passive: bool = False) -> Start:
    return at(
        state,
        (ISS, ours),
        (IRS, (expected - 1) % SPACE if expected else 0),
        (SND.UNA, ours),
        (SND.NXT, (ours + 1) % SPACE),
        (SND.WND, MOST_WINDOW),
        (RCV.NXT, expected),
        (RCV.WND, MOST_WINDOW),
        (PASSIVE, int(passive)),
    )
