"""What somebody may have meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(given: str, known: Iterable[str]) -> str:
    """The known names that are most like the one given, in brackets after a blank, or nothing.

    >>> nearest("two_way", ["lossy", "two-way", "three-way"])
    ' (did you mean two-way?)'
    >>> nearest("xyz", ["lossy"])
    ''
    """
    found = closest(given, known)
    return f" (did you mean {' or '.join(found)}?)" if found else ""


def closest(given: str, known: Iterable[str], alike: float = 0.55) -> list[str]:
    """The known names that are most like the one given, the best first.

    These are those that differ in case and dashes only; else three at most, each ``alike``, from 0 (not at all) to 1.

    >>> closest("lossy", ["LOSSY", "LOSSY_BAG"])
    ['LOSSY']
    """
    names = list(dict.fromkeys(known))
    exact = [name for name in names if _plain(name) == _plain(given)]
    return exact or get_close_matches(given, names, n=3, cutoff=alike)


def _plain(name: str) -> str:
    return name.lower().replace("_", "-")
