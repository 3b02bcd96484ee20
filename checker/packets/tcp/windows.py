"""The windows that both ends announce, in octets, as far as the capture tells how they are scaled (RFC 7323 2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checker.packets.reading.options import MOST_SCALE
from checker.packets.reading.segment import ACK, RST, SYN, Segment
from checker.packets.reading.sequence import SPACE, ahead

MOST_WINDOW = 1 << 30
"""Octets of the largest window that can be announced (RFC 7323 2.3)."""


@dataclass(frozen=True, slots=True)
class Windows:
    """The windows at each segment, seen at one end."""

    octets: tuple[int, ...]
    """The segment's own window; of what was delivered the right edge that is the furthest so far counts."""
    largest: tuple[tuple[int, ...], ...]
    """The largest window that the peer has announced so far: one value, or the least and the most that it may be."""
    known: tuple[bool, ...]
    """Whether the scale of the end's own window is known."""


class _Reader:
    """Goes over the segments of one connection after the other."""

    def __init__(self) -> None:
        self.shifts: dict[bool, int | None] = {}
        self.edge: int | None = None
        self.newest: int | None = None
        self.raw: tuple[int, ...] = (0,)
        self.cut = False
        """Whether the options of a SYN were not captured."""

    def read(self, one: Segment, mine: bool) -> int:
        """The window of the next segment."""
        if SYN in one:
            self.cut = self.cut or one.options.cut
            self.shifts[mine] = one.options.scale
            self.edge = None
            if not mine:
                self.raw = (0,)
        window = one.window if SYN in one else one.window << self._shift(mine)
        if mine and RST not in one:
            end = (one.seq + one.occupies) % SPACE
            self.newest = end if self.newest is None or SYN in one or ahead(end, self.newest) > 0 else self.newest
        elif not mine and RST not in one:
            self._note(one, window)
            window = self._furthest(one, window)
        return window

    def _note(self, one: Segment, window: int) -> None:
        values = (window,) if SYN in one or self.known else (one.window, window)
        least, most = self.raw[0], self.raw[-1]
        if values[0] > least or values[-1] > most:
            self.raw = tuple(dict.fromkeys((max(least, values[0]), max(most, values[-1]))))

    def _furthest(self, one: Segment, window: int) -> int:
        """The window up to the furthest edge told: one that moves back is not believed (RFC 9293 3.8.6)."""
        if ACK not in one or self.newest is None or not -MOST_WINDOW < ahead(one.ack, self.newest) <= 0:
            return window
        told = (one.ack + window) % SPACE
        self.edge = told if self.edge is None or ahead(told, self.edge) > 0 else self.edge
        return min(max(ahead(self.edge, one.ack), 0), MOST_WINDOW)

    @property
    def known(self) -> bool:
        """Whether it was seen what the two ends agreed on."""
        return not self.cut and (len(self.shifts) == 2 or None in self.shifts.values())

    def _shift(self, mine: bool) -> int:
        """The shift of that side's windows; the largest one where it was not seen what was agreed."""
        if len(self.shifts) == 2 and not self.cut:
            return 0 if None in self.shifts.values() else self.shifts[mine] or 0
        return 0 if self.known else MOST_SCALE


def announced(segments: Sequence[Segment], sent: Sequence[bool]) -> Windows:
    """What each segment tells of its sender's window."""
    reader = _Reader()
    octets: list[int] = []
    largest: list[tuple[int, ...]] = []
    known: list[bool] = []
    for one, mine in zip(segments, sent, strict=True):
        octets.append(reader.read(one, mine))
        largest.append(reader.raw)
        known.append(reader.known)
    return Windows(tuple(octets), tuple(largest), tuple(known))
