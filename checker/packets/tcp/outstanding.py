"""What had been delivered before the capture began, and was not yet acknowledged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.packets.reading.options import NONE
from checker.packets.reading.segment import ACK, RST, SYN, Segment
from checker.packets.reading.sequence import SPACE, ahead
from checker.packets.tcp.missing import MOST
from checker.packets.tcp.opening import ABSENT


def outstanding(segments: Sequence[Segment], sent: Sequence[bool]) -> list[Segment]:
    """What was delivered before the capture began, and is not acknowledged where it begins; nothing if it has a SYN."""
    told = [(one, mine) for one, mine in zip(segments, sent, strict=True) if ACK in one and RST not in one]
    ours = next((one for one, mine in told if mine), None)
    theirs = next((one for one, mine in told if not mine), None)
    if ours is None or theirs is None or any(SYN in one for one in (segments[0], ours, theirs)):
        return []
    again = min(ahead(one.seq, ours.seq) for one, mine in told if mine)
    oldest = (ours.seq + max(again, -MOST)) % SPACE
    first = replace(theirs, seconds=segments[0].seconds, ack=oldest, control=ACK, options=NONE, index=ABSENT)
    return [
        replace(first, seq=number, length=ahead(end, number))
        for number, end in _held_before(told, ours, theirs)
        if 0 < ahead(end, number) <= MOST
    ]


def _held_before(told: Sequence[tuple[Segment, bool]], ours: Segment, theirs: Segment) -> list[tuple[int, int]]:
    """What had been delivered, as far as is known: up to the gap that the end tells of, and what it holds beyond."""
    gap = next(
        (one for one, mine in told if mine and any(ahead(end, one.ack) > 0 for _, end in one.options.held)), None
    )
    if gap is None or ahead(gap.ack, theirs.seq) >= 0 or ahead(gap.ack, ours.ack) < 0:
        return [(ours.ack, theirs.seq)]
    held = [(first, last) for first, last in gap.options.held if ahead(first, gap.ack) > 0 >= ahead(last, theirs.seq)]
    return [(ours.ack, gap.ack), *sorted(held, key=lambda block: ahead(block[0], gap.ack))]
