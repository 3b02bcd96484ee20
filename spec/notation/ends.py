"""The two ends seen from each other, and whose octets a number counts."""

from __future__ import annotations

from spec.notation.errors import fault
from spec.notation.nodes import ENDS, End, Space

TWO_ENDS = (
    "a system has two ends, A and B: fold further parties into one of them, as 'Several parties' in "
    "docs/own_protocol.md does with two-phase commit"
)


def check_end(name: object, where: str) -> None:
    """SpecError unless it is the name of an end.

    A text is meant, not the end that a property speaks of: ``"B"``, where ``B[x]`` is B's variable.
    """
    if name not in ENDS:
        wrote = f'write "{name}", in quotes' if repr(name) in ENDS else "write one of these"
        raise fault(f'{where}: the ends are "A" and "B": {wrote}')


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
