"""The two ends seen from each other, and whose octets a number counts."""

from __future__ import annotations

from spec.notation.nodes import End, Space


def peer(end: End) -> End:
    """The other end.

    >>> peer("A")
    'B'
    """
    return "B" if end == "A" else "A"


def owner(space: Space, end: End) -> End:
    """Whose octets a number of that space counts, where it stands at that end (OURS or THEIRS).

    >>> owner(Space.THEIRS, "A")
    'B'
    """
    return end if space is Space.OURS else peer(end)
