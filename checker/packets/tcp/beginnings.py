"""Where an end may stand when its capture begins in the middle of a connection.

Every state that the first segment allows, with numbers from the segments; what they do not tell (windows, how
much is in flight) is taken to be as wide as it may be.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.packets.judging import Observed
from checker.packets.judging.observed import Fields
from checker.packets.reading.sequence import SPACE, ahead
from checker.packets.tcp.windows import MOST_WINDOW
from checker.packets.tcp.wire import Wire
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
UNLIKELY = 20
"""How far-fetched it is that a capture which begins with a SYN begins in the middle."""
MOST_IN_FLIGHT = 1 << 24
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
    return not _opens(wire.packets[0])


def starts(wire: Wire) -> list[tuple[Start, int]]:
    """Where the end may stand before the first segment, and how far-fetched that is."""
    first = wire.packets[0]
    nowhere = [(at(CLOSED), 0)]
    if _opens(first) and first.sent:
        return nowhere
    inside = [*_opening(wire, first), *(start for numbers in _numbers(wire, first) for start in _anywhere(numbers))]
    if _opens(first):
        return [*nowhere, *((start, 0) for start in _listening(wire)), *((start, UNLIKELY) for start in inside)]
    return [*((start, 0) for start in inside), *nowhere, *((start, 0) for start in _listening(wire))]


def _opens(packet: Observed) -> bool:
    return packet.fields["CTL"] & (Ctl.SYN | Ctl.ACK | Ctl.RST) == Ctl.SYN


def _listening(wire: Wire) -> list[Start]:
    return [at(LISTEN, (PASSIVE, 1), (RCV.WND, MOST_WINDOW))] if wire.called else []


def _numbers(wire: Wire, first: Observed) -> Iterator[Numbers]:
    seen = first.fields
    answer = next((one.fields for one in wire.packets if one.sent and _tells(one)), None)
    if not _tells(first):
        if answer is not None and not answer["CTL"] & Ctl.SYN:
            yield Numbers(answer["SEQ"], answer["SEQ"], answer["ACK"])
        return
    octets = _octets(seen)
    if first.sent:
        for nxt in {seen["SEQ"], (seen["SEQ"] + octets) % SPACE, (seen["SEQ"] + 1) % SPACE}:
            yield Numbers(seen["SEQ"] if octets else nxt, nxt, seen["ACK"])
            yield Numbers(_oldest(wire, nxt), nxt, seen["ACK"])
        return
    told = set[int]() if answer is None else {answer["ACK"]}
    for expected in {seen["SEQ"], (seen["SEQ"] + octets) % SPACE, (seen["SEQ"] + 1) % SPACE} | told:
        for una in {seen["ACK"], (seen["ACK"] - 1) % SPACE}:
            for nxt in _next_to_send(wire, seen["ACK"]):
                yield Numbers(una, nxt, expected)
                yield Numbers(_oldest(wire, una), nxt, expected)


def _oldest(wire: Wire, una: int) -> int:
    """The first number of all that the end sends again later: it was not yet acknowledged."""
    texts = (one.fields for one in wire.packets if one.sent and _tells(one) and _octets(one.fields))
    before = min((ahead(fields["SEQ"], una) for fields in texts), default=0)
    return (una + min(before, 0)) % SPACE if before > -MOST_IN_FLIGHT else una


def _tells(packet: Observed) -> bool:
    """Whether both of its numbers belong to the connection."""
    return packet.fields["CTL"] & (Ctl.ACK | Ctl.RST) == Ctl.ACK


def _octets(fields: Fields) -> int:
    return fields["DATA"] + bool(fields["CTL"] & Ctl.FIN)


def _next_to_send(wire: Wire, acked: int) -> set[int]:
    """What the first segment that it sends, and those delivered before it, say that it would send next."""
    newest = acked
    for one in wire.packets:
        if one.sent and _tells(one):
            candidates = {newest, one.fields["SEQ"], (one.fields["SEQ"] + _octets(one.fields)) % SPACE}
            return {number for number in candidates if ahead(number, newest) >= 0}
        if not one.sent and _tells(one) and ahead(one.fields["ACK"], newest) > 0:
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


def _opening(wire: Wire, first: Observed) -> Iterator[Start]:
    """The states before ESTABLISHED, where the segment asks for a connection or answers who does."""
    seen = first.fields
    if _opens(first):
        for ours in wire.numbers[0]:
            yield _half(SYN_SENT, ours)
    elif not first.sent and _tells(first):
        ours = (seen["ACK"] - 1) % SPACE
        if seen["CTL"] & Ctl.SYN:
            yield _half(SYN_SENT, ours)
            yield _half(SYN_RECEIVED, ours, (seen["SEQ"] + 1) % SPACE)  # both have opened: it comes again, with an ACK
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
