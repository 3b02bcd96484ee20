"""The body of a scenario: its lines, as RFC 9293 draws them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from checker.scenarios.faults import wrong
from checker.scenarios.script import Crossing, Remark, ScenarioLine
from checker.scenarios.state_lines import stand
from checker.scenarios.tokens import ENDS, SEGMENT, end_named, in_flight, without, written
from spec.notation.errors import Place
from spec.notation.nodes import End

SIGNS = ("-->", "<--", "...", "XXX")
_SIGN = r"(-->|<--|\.\.\.|XXX)"
_LEFT, _RIGHT = re.compile(_SIGN + r"\s*$"), re.compile(r"\s*" + _SIGN)
_NUMBER = re.compile(r"\s*\d+[a-z]?(?:-\d+)?(?:\.\d*)+(?=\s|$)")
_NAMED = re.compile(r"([A-Za-z]\w*):(?:\s+(.*))?")
_OLD = re.compile(r"\(?\b(?:(?:old[- ])?dup(?:l(?:icate)?)?|forged)\b\.?\)?", re.IGNORECASE)
_COPY = re.compile(r"\(?\ba copy stays(?: in flight)?\)?")
_SILENT = re.compile(r"\b[AB]: ignored|\bVIOLATED here|\bno room in the network|(?<=\s)lost\b|(?<!\S)\?+(?!\S)")
"""What ladders say besides, and the RFC's question marks."""
_INSIDE = r"((?:[^()]|\(\))*)"
"""What stands in parentheses; an event may have a pair of its own, as close() has."""
_WORDS = re.compile(rf"\({_INSIDE}\)|(\S+)")
_NAMED_INSIDE = re.compile(rf"\(\s*([A-Za-z]\w*):\s+{_INSIDE}\)")
_HOW: dict[tuple[str, str], tuple[End, bool, str]] = {
    ("-->", "-->"): ("B", True, "arrives"),
    ("-->", "..."): ("B", True, "held"),
    ("-->", "XXX"): ("B", True, "lost"),
    ("...", "-->"): ("B", False, "arrives"),
    ("...", "XXX"): ("B", False, "lost"),
    ("<--", "<--"): ("A", True, "arrives"),
    ("...", "<--"): ("A", True, "held"),
    ("XXX", "<--"): ("A", True, "lost"),
    ("<--", "..."): ("A", False, "arrives"),
    ("XXX", "..."): ("A", False, "lost"),
}
"""The signs on the left and on the right: to whom, whether it departs on this line, and what becomes of it."""


@dataclass(frozen=True, slots=True)
class Side:
    """What stands on one side of a segment, or in the whole of a line without one."""

    states: tuple[tuple[int, str], ...]
    """Column and state."""
    remarks: tuple[tuple[int, str], ...]


def lines(texts: Iterable[tuple[Place, str]]) -> tuple[ScenarioLine, ...]:
    """The lines of a body."""
    kept = [(place, cleaned(text)) for place, text in texts]
    drawn = [_SILENT.sub("", without(text, in_flight(text))) for place, text in kept if stand(text, place) is None]
    starts = [first.start() for text in drawn if (first := SEGMENT.search(text))]
    middle = min(starts, default=30)
    found: list[ScenarioLine] = []
    for place, text in kept:
        if found and _COPY.fullmatch(text.strip()) and found[-1].crossing:  # as a ladder puts it below the line
            found[-1] = replace(found[-1], crossing=replace(found[-1].crossing, copy_stays=True))
        elif (one := _line(place, text, middle)) != ScenarioLine(place):
            found.append(one)
    return tuple(found)


def cleaned(text: str) -> str:
    """The line without its number and what stands in square brackets, columns kept.

    >>> cleaned("2.  CLOSED  A: ABORT [abort, 3.10.5]")
    '    CLOSED  A: ABORT '
    """
    text = _without_notes(text.expandtabs())
    number = _NUMBER.match(text)
    return " " * number.end() + text[number.end() :] if number else text


def _without_notes(text: str) -> str:
    """The line without what stands in square brackets, and the blanks before it."""
    kept, at = list[str](), 0
    while (begin := text.find("[", at)) >= 0 and (end := text.find("]", begin)) >= 0:
        kept += [text[at:begin].rstrip(), " "]
        at = end + 1
    return "".join([*kept, text[at:]])


def _line(place: Place, text: str, middle: int) -> ScenarioLine:
    if said := stand(text, place):
        return ScenarioLine(place, stand=said)
    old, copy = bool(_OLD.search(text)), bool(_COPY.search(text))
    text = without(text, in_flight(text), " ")
    for silent in (_OLD, _COPY, _SILENT):
        text = silent.sub(lambda found: " " * len(found.group()), text)
    text, named = _named(place, text)
    found = list(SEGMENT.finditer(text))
    if len(found) > 1:
        raise wrong(place, "expected one segment on a line, not two")
    line = _moved(place, text, found[0]) if found else _still(place, text, middle)
    crossing = line.crossing and replace(line.crossing, old=old, copy_stays=copy)
    return replace(line, remarks=(*line.remarks, *named), crossing=crossing)


def _named(place: Place, text: str) -> tuple[str, tuple[Remark, ...]]:
    """The line without its ``A: CLOSE``, and that."""
    remarks: list[Remark] = []
    insides = list(_NAMED_INSIDE.finditer(text))
    for inside in insides:
        remarks.append(Remark(end_named(inside.group(1), place), inside.group(2).strip(), named=True))
    text = without(text, [inside.span() for inside in insides], " ")
    found = re.search(r"(?<!\S)" + _NAMED.pattern + "$", text)
    if found is None:
        return text, tuple(remarks)
    if said := (found.group(2) or "").strip():
        remarks.append(Remark(end_named(found.group(1), place), said, named=True))
    return text[: found.start()], tuple(remarks)


def _moved(place: Place, text: str, found: re.Match[str]) -> ScenarioLine:
    left, right = text[: found.start()], text[found.end() :]
    before, after = _LEFT.search(left), _RIGHT.match(right)
    if before is None or after is None:
        side, near = ("before", left.split()[-1:]) if before is None else ("behind", right.split()[:1])
        stands = f", not '{near[0]}'" if near else ""
        segment = written(found.group()).text
        raise wrong(place, f"expected {', '.join(SIGNS[:3])} or {SIGNS[3]} {side} {segment}{stands}")
    signs = (before.group(1), after.group(1))
    if signs not in _HOW:
        raise wrong(place, f"{signs[0]} and {signs[1]} do not go together: no segment moves so")
    to, departs, fate = _HOW[signs]
    sides = {"A": _side(left[: before.start()]), "B": _side(right[after.end() :])}
    return ScenarioLine(
        place,
        tuple(Remark(end, said) for end in ENDS.values() for _, said in sides[end].remarks),
        tuple((end, _only(place, end, sides[end])) for end in ENDS.values() if sides[end].states),
        Crossing(to, written(found.group()), departs, fate),
    )


def _side(text: str) -> Side:
    states: list[tuple[int, str]] = []
    remarks: list[tuple[int, str]] = []
    for word in _WORDS.finditer(text):
        inside, plain = word.groups()
        (remarks if plain is None else states).append((word.start(), (inside if plain is None else plain).strip()))
    return Side(tuple(states), tuple(remarks))


def _only(place: Place, end: End, side: Side) -> str:
    first, *others = [state for _, state in side.states]
    if others:
        raise wrong(place, f"expected one state for {end}, not '{' '.join([first, *others])}'")
    return first


def _still(place: Place, text: str, middle: int) -> ScenarioLine:
    """A line on which nothing moves: what stands left of the segments of other lines is A's, the rest B's."""
    side = _side(text)
    said = " ".join(state for _, state in side.states)
    if any(state in SIGNS for _, state in side.states):
        raise wrong(place, "expected a segment, such as <SEQ=100><CTL=SYN>, between the arrows")
    if len(side.states) > 2:
        expected = "expected a state for A and one for B, a segment between arrows, A: EVENT, or how things stand"
        raise wrong(place, f"{expected} ('A has SND.UNA 101', 'A cannot CLOSE', 'nothing is in flight'), not '{said}'")
    return ScenarioLine(place, tuple(_remarks(side, middle)), tuple(_states(side, middle)))


def _remarks(side: Side, middle: int) -> Iterator[Remark]:
    for column, said in side.remarks:
        yield Remark("A" if column < middle else "B", said)


def _states(side: Side, middle: int) -> Iterator[tuple[End, str]]:
    both = len(side.states) == 2
    for number, (column, state) in enumerate(side.states):
        yield ("A" if number == 0 and (both or column < middle) else "B"), state
