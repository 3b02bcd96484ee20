"""The small pieces of a scenario's text: segments, signs, lists."""

from __future__ import annotations

import re

from checker.scenarios.faults import wrong
from checker.scenarios.script import Waiting, Written
from spec.notation.errors import Place
from spec.notation.nodes import End

SEGMENT = re.compile(r"<\w+(?:\s*=[^<>]*)?>(?:\s*<\w+(?:\s*=[^<>]*)?>)*")
_FIELD = re.compile(r"<(\w+)(?:\s*=\s*([^<>]*?)\s*)?>")
_WAITING = re.compile(rf"({SEGMENT.pattern})\s+to\s+(\w+)(?:\s+in flight)?")
ENDS: dict[str, End] = {"A": "A", "B": "B"}


def written(text: str) -> Written:
    """A segment taken apart.

    >>> written("<SEQ=Z+1><CTL=SYN, ACK><DATA>").fields
    (('SEQ', 'Z+1'), ('CTL', 'SYN, ACK'), ('DATA', None))
    """
    return Written(re.sub(r"\s+", "", text), tuple((name, value) for name, value in _fields(text)))


def _fields(text: str) -> list[tuple[str, str | None]]:
    return [(one.group(1), one.group(2)) for one in _FIELD.finditer(text)]


def end_named(name: str, place: Place) -> End:
    """The end of that name."""
    if name not in ENDS:
        raise wrong(place, f"there is no actor {name}: a scenario has two, A and B")
    return ENDS[name]


def waiting(text: str, place: Place) -> tuple[Waiting, ...]:
    """The segments of ``<SEQ=90><CTL=SYN> to B, ...``."""
    pieces = list(_WAITING.finditer(text))
    found = tuple(Waiting(place, end_named(one.group(2), place), written(one.group(1))) for one in pieces)
    rest = _WAITING.sub("", text).replace(",", " ").replace(" and ", " ").strip()
    if rest or not found:
        raise wrong(place, f"expected segments in flight, such as <SEQ=90><CTL=SYN> to B, not '{rest or text}'")
    return found


def listed(text: str) -> list[str]:
    """The items of a list with commas, "and" or "with" between them.

    >>> listed("Tcp, isn 300 and 400, starts at LISTEN with PASSIVE 1")
    ['Tcp', 'isn 300', '400', 'starts at LISTEN', 'PASSIVE 1']
    """
    return [one.strip() for one in re.split(r",|\band\b|(?:\bstarts\s+)?\bwith\b", text) if one.strip()]


def pairs(text: str, place: Place, example: str) -> tuple[tuple[str, str], ...]:
    """``NAME 1, OTHER=2`` as pairs."""
    return tuple(pair(one, place, example) for one in listed(text))


def pair(text: str, place: Place, example: str) -> tuple[str, str]:
    """A name and its value."""
    found = re.fullmatch(r"([\w.-]+)\s*(?:=|\s)\s*([\w+-]+)", text)
    if found is None:
        raise wrong(place, f"expected a name and a number, such as {example}, not '{text}'")
    return found.group(1), found.group(2)
