"""What of a formula turned false in the last step of a counterexample, and the values that it speaks of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from checker.knowledge.needed import asks_knowledge
from checker.reference.replay import NotReplayed, Replayed, replayed
from checker.results.runs import Point
from checker.verdicts.exploration import Exploration
from spec.notation.formulas import Bool
from spec.notation.nodes import All, Condition, InFlight, InState, Named, Node, Not, Of, Some, walk
from spec.notation.properties import Always


@dataclass(frozen=True, slots=True)
class Turned:
    """A part of a formula that is false at the end of a run."""

    part: Condition
    """Of a conjunction the first part that is false there; else the whole."""
    told: Condition
    """The same, with the state in which an end is there in place of those in which the premise lets it be."""
    changed: tuple[tuple[str, str, str], ...]
    """What it speaks of and the last step changed: the path, the value before and after."""
    kept: tuple[tuple[str, str], ...]
    """What else it speaks of, with its value."""

    @property
    def values(self) -> Mapping[str, str]:
        """All that it speaks of, with its value after the last step."""
        return {**{path: new for path, _, new in self.changed}, **dict(self.kept)}


def turned_false(found: Exploration, name: str) -> Turned | None:
    """What turned false in the counterexample to an ``Always``; None where the property is no such, or holds."""
    asked, trace = found.properties[name], found.answers[name].trace
    if not isinstance(asked, Always) or trace is None or trace.violates_at is None:
        return None
    part = asked.formula.node if asks_knowledge(asked) else _false_part(found, asked)
    points = trace.points()
    after = points[trace.violates_at]
    before = points[trace.violates_at - 1] if trace.violates_at else after
    paths = [path for path in dict.fromkeys(_paths(part)) if path in after.paths()]
    return Turned(part, _told(part, after), tuple(_changed(before, after, paths)), tuple(_kept(before, after, paths)))


def _false_part(found: Exploration, asked: Always) -> Condition:
    """The first conjunct that is false at the end, however deep it stands."""
    name = next(name for name, one in found.properties.items() if one is asked)
    try:
        run = replayed(found.system, found.successors.ghosts, asked, found.trace(name), found.worlds)
    except NotReplayed:
        return asked.formula.node
    return _first_false(asked.formula.node, run)


def _first_false(node: Condition, run: Replayed) -> Condition:
    match node:
        case Named(part=All(parts=parts)) | All(parts=parts):
            false = (part for part in parts if not run.true(Bool(part), len(run.points) - 1))
            return _first_false(next(false), run)
        case _:
            return node


def _told(node: Condition, at: Point) -> Condition:
    """An implication that is false at a point, with what is so there in its premise."""
    match node:
        case Not(part=part):
            return Not(_so(part, at))
        case Some(parts=(Not(part=premise), conclusion)):
            return Some((Not(_so(premise, at)), conclusion))
        case _:
            return node


def _so(node: Condition, at: Point) -> Condition:
    """A condition that is true at a point, with each state in which an end may be read as the one in which it is."""
    match node:
        case InState(end=end, states=states) if (state := at.end(end).state) in states:
            return InState(end, (state,))
        case All(parts=parts):
            return All(tuple(_so(part, at) for part in parts))
        case _:
            return node


def _paths(node: Node) -> Iterator[str]:
    """What a formula speaks of, as a trace names it."""
    for part in walk(node):
        match part:
            case InState(end=end):
                yield f"{end}.state"
            case Of(end=end, var=var):
                yield f"{end}.{var.name}"
            case InFlight():
                yield "in flight"
            case _:
                pass


def _changed(before: Point, after: Point, paths: list[str]) -> Iterator[tuple[str, str, str]]:
    for path in paths:
        if path == "in flight":  # what has gone, and what has come
            was, now = (Counter(packet.text for packet in point.in_flight) for point in (before, after))
            if was != now:
                yield path, " ".join((was - now).elements()) or "-", " ".join((now - was).elements()) or "-"
        elif (old := before.value(path)) != (new := after.value(path)):
            yield path, old, new


def _kept(before: Point, after: Point, paths: list[str]) -> Iterator[tuple[str, str]]:
    for path in paths:
        if before.value(path) == (value := after.value(path)):
            yield path, value
