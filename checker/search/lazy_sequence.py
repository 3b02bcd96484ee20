"""A long sequence of numbers of which each is worked out when it is looked at."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import overload


class ByPlace(Sequence[int]):
    """Numbers by place: whoever extends it says how many there are, and what stands at one place."""

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> list[int]: ...
    def __getitem__(self, place: int | slice) -> int | list[int]:
        if isinstance(place, slice):
            low, high, step = place.indices(len(self))
            if step == 1:
                return self.between(low, max(low, high))
            return [self.at(one) for one in range(low, high, step)]
        if place < 0:
            place += len(self)
        if not 0 <= place < len(self):
            raise IndexError(place)
        return self.at(place)

    @abstractmethod
    def at(self, place: int) -> int:
        """What stands at that place, which is there."""

    def between(self, low: int, high: int) -> list[int]:
        """What stands from that place on, below the other."""
        return [self.at(place) for place in range(low, high)]
