"""Points of runs: a configuration, the world that it belongs to, and what each end has seen on the way there.

Above the bits of a configuration stand the number of its world and a number for each end's *story*: everything that it
was told, sent and received, in order.  A story is the one before it and one thing more (what happened, what the end
sent, and its own state after it), so that a table of these numbers them all.  What an end sends does not always follow
from its state: a number that it drew may be sent and not kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy

from checker.packed.layout import BitRange, Layout
from checker.packed.successors import Successors
from checker.packed.transition import Happening
from checker.reference.interpreter import Interpreter
from checker.rows.configuration import is_bound
from spec.notation.ends import peer
from spec.notation.errors import SpecError
from spec.notation.nodes import End, Var
from spec.notation.systems import ENDS, System

STORY = 40
"""Bits for the number of a story."""
UNSEEN = ("lose", "forge")
"""What no end sees."""
Text = tuple[int, tuple[int, ...]]
"""What an end can read of a message: its kind, and its fields."""
Told = tuple[int, str, int, tuple[Text, ...], tuple[Text, ...], int]
"""The story so far, what happened, which call or timer, what arrived, what was sent, and the end's state after it."""


def visible(layout: Layout, end: End) -> int:
    """The bits of an end's control state and variables, without ghosts and bounds of the search."""
    bits = layout.ends[end]
    return bits.state.mask | sum(
        field.mask for var, field in bits.fields.items() if not var.ghost and not is_bound(var)
    )


class Points(Successors):
    """The transitions between points: of several worlds, and with stories where ``recall``."""

    by_views = False

    def __init__(
        self, systems: Sequence[System], ghosts: frozenset[tuple[End, Var]] = frozenset(), *, recall: bool = True
    ) -> None:
        super().__init__(systems[0], ghosts)
        self.worlds = tuple(Successors(system, ghosts) for system in systems)
        for other in self.worlds[1:]:
            _alike(self.layout, other.layout)
        width = self.layout.width
        self.world = BitRange(width, (len(systems) - 1).bit_length())
        self.recall = recall
        self.stories: dict[End, BitRange] = {
            end: BitRange(width + self.world.width + STORY * place, STORY) for place, end in enumerate(ENDS)
        }
        self._low = (1 << width) - 1
        self.told: dict[Told, int] = {}
        """Each story, with its number."""
        self._texts: dict[tuple[End, int], Text] = {}
        self._seen: dict[End, int] = {end: visible(self.layout, end) for end in ENDS}
        self.of = self._followed_points

    def forgetting(self) -> Points:
        """The same without stories; what was worked out of the ends serves both."""
        plain = copy(self)
        plain.recall = False
        plain.cuts, plain.fired = set(), {"A": 0, "B": 0}
        plain.of = plain._followed_points
        return plain

    def starts(self) -> list[int]:
        """The first point of every world."""
        return [
            one.layout.pack(Interpreter(one.system, one.ghosts).start()) | number << self.world.shift
            for number, one in enumerate(self.worlds)
        ]

    def in_world(self, point: int) -> Successors:
        """The transitions of the point's world."""
        return self.worlds[self.world.get(point)]

    @property
    def beyond_the_ends(self) -> bool:
        """Whether something happens in some world that no end does."""
        return any(one.beyond_the_ends for one in self.worlds)

    def happenings(self, end: End, packed: int) -> list[Happening]:
        """Everything that may happen at an end, in order."""
        return self.in_world(packed).happenings(end, packed & self._low)

    def every(self, packed: int) -> list[tuple[End, Happening]]:
        """Everything that may happen at a point, in order."""
        return self.in_world(packed).every(packed & self._low)

    def beyond(self, packed: int) -> list[tuple[End, Happening]]:
        """What may happen there that no end does."""
        return self.in_world(packed).beyond(packed & self._low)

    def after(self, end: End, packed: int, happening: Happening) -> tuple[int, str]:
        """The point after it; where a bound cuts it off, which."""
        low = packed & self._low
        after, cut = self.in_world(packed).after(end, low, happening)
        if cut:
            return packed, cut
        return after | self._retold(packed ^ low, end, happening, after), ""

    def _retold(self, high: int, end: End, happening: Happening, after: int) -> int:
        if not self.recall or happening.action in UNSEEN:
            return high
        for one in _seers(end, happening):
            bits = self.stories[one]
            told = (bits.get(high), *self._happened(one, end, happening), after & self._seen[one])
            number = self.told.setdefault(told, len(self.told) + 1)
            high = high & ~bits.mask | number << bits.shift
        return high

    def _happened(
        self, seer: End, end: End, happening: Happening
    ) -> tuple[str, int, tuple[Text, ...], tuple[Text, ...]]:
        """What it looks like to that end; a copy that arrives looks like a message that arrives."""
        other = peer(seer)
        sent = happening.sent if seer == end else happening.peer_sent
        heard = (self._text(end, happening.key),) if happening.key >= 0 else ()
        action = "deliver" if happening.action == "duplicate" else happening.action
        return action, happening.event, heard, tuple(self._text(other, key) for key in sent)

    def _text(self, to: End, key: int) -> Text:
        """A message as an end reads it: its age is written nowhere, and what only remembers is for properties."""
        known = self._texts.get((to, key))
        if known is None:
            carried = self.keys[to].carried(key)
            fields = zip(self.frames[to].kinds[carried.kind].fields, carried.values, strict=True)
            known = self._texts[to, key] = carried.kind, tuple(value for field, value in fields if not field.ghost)
        return known

    def _followed_points(self, point: int) -> list[int]:
        found: list[int] = []
        for end, one in self.every(point):
            after, cut = self.after(end, point, one)
            if cut:
                self.cuts.add(cut)
                continue
            self.fired[end] |= one.fired
            if one.action == "tick":
                self.fired["B"] |= one.peer_fired
            found.append(after)
        return found

    def view(self, end: End, seen: str | tuple[Var, ...]) -> Callable[[int], int]:
        """What the end has seen at a point, as a number: the same number where it cannot tell."""
        if seen == "history":
            mask = self.stories[end].mask
        elif isinstance(seen, str):
            mask = self._seen[end]
        else:
            mask = sum(self._field(end, var) for var in seen)
        return mask.__and__

    def _field(self, end: End, var: Var) -> int:
        bits = self.layout.ends[end].fields.get(var)
        if bits is None:
            raise SpecError(f"has a view of {end}.{var.name}, which no row of {self.system.machine(end).__name__} sets")
        return bits.mask


def _seers(end: End, happening: Happening) -> tuple[End, ...]:
    """Who sees it: of a tick those of whose rows one fires; that something grew old in the network nobody sees."""
    if happening.action != "tick":
        return (end,)
    fired: dict[End, int] = {"A": happening.fired, "B": happening.peer_fired}
    return tuple(one for one in ENDS if fired[one])


def _alike(one: Layout, other: Layout) -> None:
    """What :func:`spec.notation.worlds.check_worlds` lets through is packed in the same bits."""
    assert one.width == other.width, "worlds are packed alike"
    for end in ENDS:
        assert one.frames[end].slots == other.frames[end].slots
        assert one.frames[end].kinds == other.frames[end].kinds
        assert (one.ways[end].universe, one.ways[end].each) == (other.ways[end].universe, other.ways[end].each)
