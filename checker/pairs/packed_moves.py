"""What may happen over any channel: the steps of packed configurations, each with the node to which it belongs."""

from __future__ import annotations

from collections.abc import Iterator

from checker.packed.successors import Successors
from checker.pairs.distances import weight
from checker.pairs.end_table import NO_MESSAGE, LocalState
from checker.pairs.ends import Ends, Flying, Side
from checker.pairs.joined import Split
from checker.pairs.moves import At
from checker.reference.interpreter import Interpreter
from checker.rows.configuration import Configuration
from spec.notation.systems import ENDS


class PackedMoves:
    """Every step of the system as it stands, on packed configurations."""

    def __init__(self, ends: Ends, split: Split, successors: Successors, *, by_cost: bool = False) -> None:
        self.ends, self.split, self.successors, self.by_cost = ends, split, successors, by_cost
        self.layout = successors.layout
        self._own = {end: self.layout.view(end) & ~self.layout.ways[end].bits.mask for end in ENDS}
        self._numbers: dict[tuple[int, int], int] = {}
        self._sets: dict[tuple[int, int], int] = {}

    def start(self) -> At[int]:
        """The state that the system starts in."""
        packed = self.layout.pack(Interpreter(self.ends.system, self.ends.ghosts).start())
        return At(self.node(packed), packed)

    def steps(self, at: At[int]) -> Iterator[At[int]]:
        """What may happen there and no bound cuts off, in the order in which a search of the whole graph takes it."""
        was = at.node >> self.split.shift << self.split.shift
        for _, happening, after in self.successors.followed(at.content):
            yield At(self.node(after) | was, after, weight(happening.cost, by_cost=self.by_cost))

    def flying(self, content: int) -> Flying:
        """What is in flight."""
        to_a, to_b = (self._set(place, content) for place in range(len(ENDS)))
        return to_a, to_b

    def unpacked(self, at: At[int]) -> Configuration:
        """The configuration, unpacked."""
        return self.layout.unpack(at.content)

    def covers(self, more: int, less: int) -> bool:
        """Whether it is the same configuration."""
        return more == less

    def node(self, packed: int) -> int:
        """The node of the upper bound to which a configuration belongs, as far as what is in flight tells."""
        node = sum(self._number(side, packed) for side in self.ends.sides)
        for one, bits in zip(self.ends.forgers, self.layout.forged, strict=True):
            node |= bits.get(packed) << one.at
        return node | self.split.of(self.flying(packed)) if self.split.sorts else node

    def _number(self, side: Side, packed: int) -> int:
        own = packed & self._own[side.end]
        known = self._numbers.get((side.place, own))
        if known is None:
            known = self._numbers[side.place, own] = side.table.number(self._local(side, own))
        return known

    def _local(self, side: Side, packed: int) -> LocalState:
        kept = 0
        for which, var in enumerate(side.table.steps.histories):
            mask = self.layout.histories[side.end, var].get(packed)
            keys = self.layout.remembered[side.end, var]
            kept |= side.table.memory(which, [key for place, key in enumerate(keys) if mask >> place & 1])
        return LocalState(packed & side.table.bits.whole.mask, kept)

    def _set(self, place: int, packed: int) -> int:
        way = self.layout.ways[ENDS[place]]
        now = packed & way.bits.mask
        known = self._sets.get((place, now))
        if known is None:
            messages = self.ends.messages[ENDS[place]]
            known = self._sets[place, now] = messages.set_of(tuple(way.unpack_keys(now))) | NO_MESSAGE
        return known
