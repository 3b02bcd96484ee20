"""How much memory a search may take: most of what was free when it began."""

from __future__ import annotations

import sys

SHARE = 0.8
"""Of the free memory."""
MEGABYTE = 1024**2
NO_MEMORY = "the memory that can be had"
"""What cuts a search short where the system refuses more."""


def free() -> int | None:
    """Bytes of memory that are free; None where the system does not say."""
    try:
        with open("/proc/meminfo", encoding="ascii") as lines:
            return next(1024 * int(line.split()[1]) for line in lines if line.startswith("MemAvailable:"))
    except (OSError, StopIteration, ValueError):
        return None


def taken() -> int:
    """The most bytes that this process has had so far; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else 1024 * most


def room() -> int | None:
    """The most bytes that this process may have: what it has, and most of what is free now."""
    left = free()
    return None if left is None else taken() + int(SHARE * left)


def amount(size: int) -> str:
    """So many bytes, to be read.

    >>> amount(20 * MEGABYTE), amount(2560 * MEGABYTE)
    ('20 MB', '2.5 GB')
    """
    megabytes = size / MEGABYTE
    return f"{megabytes:.0f} MB" if megabytes < 1024 else f"{megabytes / 1024:.1f} GB"
