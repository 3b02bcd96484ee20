"""Whether what an end sees can go on for ever: then there are points without end, and no search sees them all."""

from __future__ import annotations

from array import array

from checker.knowledge.points import UNSEEN, Points
from checker.liveness.components import Components
from checker.packed.describe import Describer
from checker.search.breadth_first import Limits, Search, search
from checker.search.clock import Clock
from spec.notation.errors import SpecError

MOST_STATES = 100_000
"""Configurations looked at; in a larger system nobody is warned."""


def check_ends(points: Points) -> None:
    """SpecError, with what may be seen again and again, where a story has no end."""
    plain = points.forgetting()
    found = search(plain.of, plain.starts(), Limits(states=MOST_STATES))
    again = _again(plain, found) if found.complete else ""
    if again:
        raise SpecError(
            f"{points.system.place}: what an end has seen never comes to an end, as '{again}' may happen again and "
            "again: bound it with at_most=..., take a network that repeats nothing, such as LOSSY_BAG, ask with "
            "view=STATE, or give a limit such as --max-depth 12, under which what is known is NOT ESTABLISHED"
        )


def _again(plain: Points, found: Search) -> str:
    """Something that an end sees on a way that leads back to where it began; empty where there is none."""
    places = {packed: place for place, packed in enumerate(found.order)}
    component = _components(plain, found, places)
    for place, packed in enumerate(found.order):
        for end, one, after in plain.followed(packed):
            if one.action not in UNSEEN and component[place] == component[places[after]]:
                return Describer(plain).label(end, one)
    return ""


def _components(plain: Points, found: Search, places: dict[int, int]) -> list[int]:
    """The number of each configuration's strong component."""
    starts, targets = array("q", [0]), array("q")
    for packed in found.order:
        targets.extend(places[after] for after in plain.of(packed))
        starts.append(len(targets))
    finder, everything = Components(starts, targets, Clock()), range(len(found.order))
    finder.put(everything)
    numbers = [0] * len(found.order)
    for number, component in enumerate(finder.of(everything)):
        for place in component:
            numbers[place] = number
    return numbers
