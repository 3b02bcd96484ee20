"""What kernels are written with: words at an address, and the mark of a kernel.

A kernel is a Python function over whole numbers from 0 to 2^64 - 1 and words at addresses.  It can be run as it
stands, slowly, and it can be compiled (:mod:`checker.search.native.llvm_text`): both mean the same, as long as no
number goes below 0 or beyond 2^64 - 1, and no shift is by 64 or more.
"""

from __future__ import annotations

import ctypes
from typing import Protocol, cast


class Words(Protocol):
    """Words at an address, counted from there; what is written is cut to their width."""

    def __getitem__(self, place: int, /) -> int:
        """The word there."""
        ...

    def __setitem__(self, place: int, word: int, /) -> None:
        """Write the word there."""
        ...


def words64(address: int) -> Words:
    """The 64-bit words there."""
    return cast(Words, ctypes.cast(address, ctypes.POINTER(ctypes.c_uint64)))


def words32(address: int) -> Words:
    """The 32-bit words there."""
    return cast(Words, ctypes.cast(address, ctypes.POINTER(ctypes.c_uint32)))


def octets(address: int) -> Words:
    """The octets there."""
    return cast(Words, ctypes.cast(address, ctypes.POINTER(ctypes.c_uint8)))


def ones(word: int) -> int:
    """How many bits of a word are 1.

    >>> ones(0b1011)
    3
    """
    return word.bit_count()
