"""The small pieces of a scenario's text: segments, signs, lists."""

from __future__ import annotations

import re
from collections.abc import Iterable

from checker.scenarios.faults import wrong
from checker.scenarios.script import FlyingSegment, Written
from spec.notation.errors import Place
from spec.notation.nodes import End

SEGMENT = re.compile(r"<\w+(?:\s*=[^<>]*)?>(?:\s*<\w+(?:\s*=[^<>]*)?>)*")
"""No pattern here looks at a letter again and again, however long a line is."""
_FIELD = re.compile(r"<(\w+)(?:\s*=([^<>]*))?>")
_TO = re.compile(r"\s+to\s+(\w+)(?:\s+in flight)?")
_IN_FLIGHT = re.compile(r"\s+to\s+[AB]\s+in flight")
ENDS: dict[str, End] = {"A": "A", "B": "B"}


def written(text: str) -> Written:
    """A segment taken apart.

    >>> written("<SEQ=Z+1><CTL=SYN, ACK><DATA>").fields
    (('SEQ', 'Z+1'), ('CTL', 'SYN, ACK'), ('DATA', None))
    """
    return Written(re.sub(r"\s+", "", text), tuple((name, value) for name, value in _fields(text)))


def _fields(text: str) -> list[tuple[str, str | None]]:
    return [(name, value and value.strip()) for name, value in (one.groups() for one in _FIELD.finditer(text))]


def end_named(name: str, place: Place) -> End:
    """The end of that name."""
    if name not in ENDS:
        raise wrong(place, f"there is no actor {name}: a scenario has two, A and B")
    return ENDS[name]


def waiting(text: str, place: Place) -> tuple[FlyingSegment, ...]:
    """The segments of ``<SEQ=90><CTL=SYN> to B, ...``."""
    pieces = [(one, to) for one in SEGMENT.finditer(text) if (to := _TO.match(text, one.end()))]
    found = tuple(FlyingSegment(place, end_named(to.group(1), place), written(one.group())) for one, to in pieces)
    rest = (
        without(text, [(one.start(), to.end()) for one, to in pieces]).replace(",", " ").replace(" and ", " ").strip()
    )
    if rest or not found:
        raise wrong(place, f"expected segments in flight, such as <SEQ=90><CTL=SYN> to B, not '{rest or text}'")
    return found


def in_flight(text: str) -> list[tuple[int, int]]:
    """Where a line says of a segment that it is ``to A in flight``, as a ladder does."""
    pieces = ((one, _IN_FLIGHT.match(text, one.end())) for one in SEGMENT.finditer(text))
    return [(one.start(), behind.end()) for one, behind in pieces if behind is not None]


def without(text: str, spans: Iterable[tuple[int, int]], fill: str = "") -> str:
    """The text without what stands there; ``fill``: what each letter of it becomes.

    >>> without("A: ignored  CLOSED", [(0, 10)], " ")
    '            CLOSED'
    """
    kept, at = list[str](), 0
    for begin, end in spans:
        kept += [text[at:begin], fill * (end - begin)]
        at = end
    return "".join([*kept, text[at:]])


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
