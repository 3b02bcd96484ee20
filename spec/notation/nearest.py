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
    exact = [name for name in known if _plain(name) == _plain(given)]
    found = exact or get_close_matches(given, list(known), n=3, cutoff=0.55)
    return f" (did you mean {' or '.join(found)}?)" if found else ""


def _plain(name: str) -> str:
    return name.lower().replace("_", "-")
