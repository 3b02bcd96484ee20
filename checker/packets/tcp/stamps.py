"""Which segments are older than what came before them, by their time stamps (PAWS, RFC 7323 5.3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.packets.reading.segment import ACK, RST, SYN, Segment
from checker.packets.reading.sequence import SPACE, ahead


def stale(segments: Sequence[Segment], sent: Sequence[bool]) -> Iterator[bool]:
    """Of each segment, whether its stamp is older than the newest of those with the next number or an older one.

    Resets are exempt (RFC 7323 5.2).
    """
    recent: int | None = None
    acked: int | None = None
    opening: Segment | None = None
    for one, mine in zip(segments, sent, strict=True):
        stamp = one.options.stamp
        if mine:
            if opening is not None and ACK in one and one.ack == (opening.seq + 1) % SPACE:
                recent, opening = opening.options.stamp, None
            acked = one.ack if ACK in one else None if SYN in one else acked
            recent = None if SYN in one and ACK not in one else recent
            yield False
            continue
        if SYN in one:
            opening = one
        old = stamp is not None and recent is not None and RST not in one and ahead(stamp, recent) < -1
        yield old
        if stamp is not None and recent is not None and acked is not None and not old and SYN not in one:
            reached = ahead(one.seq + max(one.occupies, 1), acked) > 0  # else it is past, and tells nothing
            recent = stamp if ahead(one.seq, acked) <= 0 and reached and ahead(stamp, recent) > 0 else recent
