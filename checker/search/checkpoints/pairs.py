"""Configurations as pairs of numbers of views, in 64 bits each: what a checkpoint holds of a search."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from checker.packed.layout import Layout
from checker.search.lazy_sequence import ByPlace

LOW = 0xFFFFFFFF
"""The number of A's view; B's stands 32 bits further up."""
NO_PARENT = 0xFFFFFFFF
"""In place of the one before a start."""


@runtime_checkable
class InPairs(Protocol):
    """Configurations that are kept as pairs already."""

    a: Sequence[int]
    b: Sequence[int]
    """The views by number."""

    def octets(self, low: int, high: int) -> bytes:
        """The pairs from that place on, below the other."""
        ...


@runtime_checkable
class InWords(Protocol):
    """Places that are kept in 32 bits each already."""

    def octets(self, low: int, high: int) -> bytes:
        """Those from that one on, below the other."""
        ...


class SavedPairs(ByPlace):
    """Packed configurations by place, as they were read."""

    def __init__(self, a: Sequence[int], b: Sequence[int], pairs: array[int]) -> None:
        self.a, self.b, self.pairs = a, b, pairs

    def __len__(self) -> int:
        return len(self.pairs)

    def at(self, place: int) -> int:
        """The configuration of that place."""
        pair = self.pairs[place]
        return self.a[pair & LOW] | self.b[pair >> 32]

    def between(self, low: int, high: int) -> list[int]:
        """Those from that place on, below the other."""
        a, b = self.a, self.b
        return [a[pair & LOW] | b[pair >> 32] for pair in self.pairs[low:high]]

    def octets(self, low: int, high: int) -> bytes:
        """The pairs from that place on, below the other."""
        return self.pairs[low:high].tobytes()


class PairNumbering:
    """Turns configurations into pairs, those that are new each time."""

    def __init__(self, layout: Layout) -> None:
        self._b = layout.view("B")
        self.a: list[int] = []
        self.b: list[int] = []
        self._numbers: tuple[dict[int, int], dict[int, int]] = ({}, {})
        self.pairs = array("Q")

    def extend(self, order: Sequence[int], size: int) -> None:
        """Take in the configurations up to that size."""
        of_a, of_b = self._numbers
        for packed in order[len(self.pairs) : size]:
            view_b = packed & self._b
            a = of_a.setdefault(packed ^ view_b, len(of_a))
            b = of_b.setdefault(view_b, len(of_b))
            self.pairs.append(a | b << 32)
        self.a, self.b = list(of_a), list(of_b)

    def octets(self, low: int, high: int) -> bytes:
        """The pairs from that place on, below the other."""
        return self.pairs[low:high].tobytes()
