"""Memory outside of Python's own: words that compiled kernels read and write, and that grow where they stand."""

from __future__ import annotations

import ctypes
import os
import weakref
from functools import cache
from typing import Final

from checker.search.native.words import Words, octets, words32, words64

AT: Final = {64: words64, 32: words32, 8: octets}
GROWTH: Final = (2.0, 1.25)
"""How much larger it gets, where that can be had."""


class _Library:
    """What the C library says of memory."""

    def __init__(self) -> None:
        library = ctypes.CDLL("msvcrt" if os.name == "nt" else None)
        self.calloc, self.realloc, self.free = library.calloc, library.realloc, library.free
        self.calloc.argtypes, self.calloc.restype = (ctypes.c_size_t, ctypes.c_size_t), ctypes.c_void_p
        self.realloc.argtypes, self.realloc.restype = (ctypes.c_void_p, ctypes.c_size_t), ctypes.c_void_p
        self.free.argtypes, self.free.restype = (ctypes.c_void_p,), None


@cache
def _library() -> _Library:
    return _Library()


class Buffer:
    """So many items of 8, 32 or 64 bits at one address, all of them 0; MemoryError where they cannot be had."""

    def __init__(self, width: int, room: int) -> None:
        self.width, self.room = width, room
        self._kept = [self._new(room)]
        weakref.finalize(self, _give_back, self._kept)

    def _new(self, room: int) -> int:
        address = _library().calloc(max(room, 1), self.width // 8)
        if not address:
            raise MemoryError
        return int(address)

    @property
    def address(self) -> int:
        """Where it stands now."""
        return self._kept[0]

    @property
    def size(self) -> int:
        """How many octets it takes, touched or not."""
        return self.room * self.width // 8

    def begun_as(self, room: int) -> Buffer:
        """Another with at least as much room, which begins with the same items."""
        made = Buffer(self.width, room)
        made.copy_in(self.copy_out(0, self.room))
        return made

    def clear(self) -> None:
        """Make all of them 0."""
        ctypes.memset(self.address, 0, self.size)

    @property
    def words(self) -> Words:
        """The items."""
        return AT[self.width](self.address)

    def grow(self, least: int = 0, *, cleared: bool = False) -> None:
        """Make room for more items, and at least for so many; they are anything where they are not to be cleared."""
        for factor in GROWTH:
            room = max(int(self.room * factor) + 1, least)
            address = _library().realloc(self.address, room * self.width // 8)
            if address:
                break
        else:
            raise MemoryError
        self._kept[0] = int(address)
        if cleared:
            ctypes.memset(self.address + self.size, 0, (room - self.room) * self.width // 8)
        self.room = room

    def widen(self, rows: int, width: int, wider: int, room: int) -> None:
        """Take the items for rows of so many, and make the rows wider; then there is room for so many rows."""
        made = self._new(room * wider)
        each = self.width // 8
        for row in range(rows):
            ctypes.memmove(made + row * wider * each, self.address + row * width * each, width * each)
        _library().free(self.address)
        self._kept[0], self.room = made, room * wider

    def copy_in(self, octets: bytes, low: int = 0) -> None:
        """Write from that item on; there has to be room."""
        ctypes.memmove(self.address + low * self.width // 8, octets, len(octets))

    def copy_out(self, low: int, high: int) -> bytes:
        """The items from low on, below high, as octets."""
        each = self.width // 8
        return ctypes.string_at(self.address + low * each, (high - low) * each)


def _give_back(kept: list[int]) -> None:
    _library().free(kept[0])
