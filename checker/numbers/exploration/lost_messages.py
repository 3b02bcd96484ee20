"""What a formula asks of messages in flight, and what it may find when some of them are lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

from checker.numbers.exploration.states import PlacedState, Places
from checker.rows.configuration import Carried, EndFrame
from spec.notation.formulas import Bool
from spec.notation.nodes import End, InFlight, walk
from spec.notation.systems import ENDS


class Losing:
    """What is left of each way when messages are lost of which a formula asks."""

    def __init__(self, places: Places, loses: Mapping[End, bool]) -> None:
        """``loses``: the ends towards which a way stands for every way with fewer messages too."""
        self._places, self._loses = places, loses
        self._left: dict[tuple[End, int, tuple[InFlight, ...]], Sequence[int]] = {}

    def left(self, at: PlacedState, formula: Bool) -> Iterator[PlacedState]:
        """The state, and those that are left when messages are lost that the formula asks for or that make it false.

        Messages of which it asks the same are lost together.
        """
        asks = in_flight(formula)
        ways = [self._fewer(end, at.towards(end), tuple(one for one in asks if one.to == end)) for end in ENDS]
        for to_a, to_b in product(*ways):
            yield at._replace(to_a=to_a, to_b=to_b)

    def _fewer(self, to: End, way: int, asks: tuple[InFlight, ...]) -> Sequence[int]:
        """The way, and what may be left of it, the fullest first."""
        if not asks or not self._loses[to]:
            return [way]
        known = self._left.get((to, way, asks))
        if known is None:
            frame, kinds = self._places.frames[to], dict[tuple[bool, ...], list[int]]()
            for message in self._places.ways[to][way]:
                carried = self._places.messages[to][message]
                kinds.setdefault(tuple(matches(one, frame, carried) for one in asks), []).append(message)
            some = [chosen for size in range(len(kinds), -1, -1) for chosen in combinations(kinds.values(), size)]
            known = self._left[to, way, asks] = [
                self._places.way(to, [one for kind in chosen for one in kind]) for chosen in some
            ]
        return known


def in_flight(formula: Bool) -> Sequence[InFlight]:
    """What a formula asks of messages in flight."""
    return tuple(dict.fromkeys(part for part in walk(formula.node) if isinstance(part, InFlight)))


def matches(asks: InFlight, frame: EndFrame, carried: Carried) -> bool:
    """Whether a message is such a one."""
    kind = frame.kinds[carried.kind]
    fields = {field.name: value for field, value in zip(kind.fields, carried.values, strict=True)}
    return asks.message in (None, kind.__name__) and fields.get(asks.field, 0) & asks.mask == asks.mask
