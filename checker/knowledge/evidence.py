"""Why an end does not know: another point that looks the same to it, in which the thing is false."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from checker.knowledge.answers import Doubt
from checker.knowledge.who_knows import Knowing
from checker.packed.predicates import predicate
from checker.results.runs import Trace
from checker.search.breadth_first import Search
from spec.notation import nodes
from spec.notation.formulas import Bool
from spec.notation.nodes import Condition, End
from spec.notation.systems import ENDS


@dataclass(frozen=True)
class Link:
    """An end that cannot tell the point before from this one, and the shortest run to this one."""

    end: End
    path: Sequence[int]

    facts: tuple[str, ...] | None

    def told(self, trace: Callable[[Sequence[int], str], Trace]) -> Doubt:
        """The same in words."""
        return Doubt(self.end, trace(self.path, ""), self.facts)


class Doubts:
    """Finds them, the shortest runs first."""

    def __init__(self, knowing: Knowing, search: Search) -> None:
        self.knowing, self.search = knowing, search

    def chain(self, asked: Condition, place: int) -> tuple[list[Link], Condition]:
        """The links from a point where the formula is false to one where what it is about is; and what that is."""
        match asked:
            case nodes.Named(part=part) if not isinstance(part, nodes.Knows | nodes.Common | nodes.All):
                return [], asked
            case nodes.Named(part=part):
                return self.chain(part, place)
            case nodes.All(parts=parts):
                return self.chain(next(part for part in parts if not self._true(part, place)), place)
            case nodes.Knows(end=end, part=part):
                other = self._alike(asked, place)
                links, false = self.chain(part, other)
                return [self._link(end, other), *links], false
            case nodes.Common(part=part):
                return self._towards(asked, place), part
            case _:
                return [], asked

    def _link(self, end: End, place: int) -> Link:
        points = self.knowing.points
        facts = points.in_world(self.search.order[place]).system.facts if len(points.worlds) > 1 else None
        return Link(end, self.search.path(place), facts)

    def _true(self, part: Condition, place: int) -> bool:
        return predicate(self.knowing.points.layout, Bool(part))(self.search.order[place])

    def _alike(self, asked: nodes.Knows, place: int) -> int:
        (seen,) = self.knowing.seen(asked)
        true = predicate(self.knowing.points.layout, Bool(asked.part))
        here = seen(self.search.order[place])
        return next(at for at, point in enumerate(self.search.order) if seen(point) == here and not true(point))

    def _towards(self, asked: nodes.Common, place: int) -> list[Link]:
        """The fewest steps from class to class that lead to a point where it is false."""
        true = predicate(self.knowing.points.layout, Bool(asked.part))
        order = self.search.order
        classes = self._classes(asked)
        whence: dict[int, tuple[int, End] | None] = {place: None}
        queue = deque([place])
        while true(order[at := queue.popleft()]):
            for end, seen in zip(ENDS, self.knowing.seen(asked), strict=True):
                for other in classes[end].pop(seen(order[at]), ()):
                    if other not in whence:
                        whence[other] = (at, end)
                        queue.append(other)
        links: list[Link] = []
        while (before := whence[at]) is not None:
            links.append(self._link(before[1], at))
            at = before[0]
        return links[::-1]

    def _classes(self, asked: nodes.Common) -> dict[End, dict[int, list[int]]]:
        found: dict[End, dict[int, list[int]]] = {end: {} for end in ENDS}
        for end, seen in zip(ENDS, self.knowing.seen(asked), strict=True):
            for place, point in enumerate(self.search.order):
                found[end].setdefault(seen(point), []).append(place)
        return found
