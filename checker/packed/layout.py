"""Bit fields: where everything of a configuration stands in one integer.  Nothing else knows what a bit means.

From the lowest bit up: A's control state and slots, B's, the history variables, the messages towards B, the
messages towards A, how many messages each attacker has forged.  A message is a *key*: the place of its kind's block
plus its fields in mixed radix, and its age as the last digit, where the channel keeps ages.  A set without a bound is
a mask with one bit a possible message; a channel with a bound is that many places of one key each (0: empty), sorted
where there is no order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from checker.packed.message_keys import Keys, mixed, size, unmixed
from checker.rows.configuration import Carried, Configuration, EndFrame, Local, Value
from spec.notation import nodes
from spec.notation.channels import Channel
from spec.notation.nodes import End, Var
from spec.notation.systems import ENDS, System


@dataclass(frozen=True)
class BitRange:
    """A field of bits: how far up it stands, and how wide it is."""

    shift: int
    width: int

    @cached_property
    def ones(self) -> int:
        """The field's own bits, unshifted."""
        return (1 << self.width) - 1

    @cached_property
    def mask(self) -> int:
        """The field's bits where they stand."""
        return self.ones << self.shift

    def get(self, state: int) -> int:
        """The field's value in a packed state."""
        return state >> self.shift & self.ones


class WayBits:
    """The messages towards one end, in their bits."""

    def __init__(self, channel: Channel, keys: Keys, shift: int, universe: Sequence[int] | None) -> None:
        self.channel, self.keys = channel, keys
        self.universe = universe
        """The keys that may ever be in flight, in order; None where places hold keys of any value."""
        self.places = 0 if universe is not None else channel.capacity or 0
        self.each = keys.total.bit_length()
        width = len(universe) if universe is not None else self.each * self.places
        self.bits = BitRange(shift, width)
        self.bit = {key: 1 << shift + place for place, key in enumerate(universe or ())}

    @cached_property
    def oldest_bits(self) -> int:
        """The bits of the messages that the next tick takes away."""
        return sum(bit for key, bit in self.bit.items() if key % self.keys.ages == self.keys.ages - 1)

    def bits_of(self, key: int) -> int:
        """The bits of that message, just sent, with every age that it may reach."""
        return self.bit[key] * ((1 << self.keys.ages) - 1)

    def pack(self, way: Iterable[Carried]) -> int:
        """The messages as bits, where they stand."""
        return self.pack_keys([self.keys.key(carried) for carried in way])

    def unpack(self, state: int) -> tuple[Carried, ...]:
        """The messages in a packed state."""
        return tuple(self.keys.carried(key) for key in self.unpack_keys(state))

    def pack_keys(self, keys: Sequence[int]) -> int:
        """Keys (sorted, or in their order in a queue) as bits, where they stand."""
        if self.universe is not None:
            return sum(self.bit[key] for key in keys)
        packed = 0
        for place, key in enumerate(keys):
            packed |= key + 1 << place * self.each
        return packed << self.bits.shift

    def unpack_keys(self, state: int) -> list[int]:
        """The keys in a packed state, in order."""
        rest = self.bits.get(state)
        if self.universe is not None:
            return [key for place, key in enumerate(self.universe) if rest >> place & 1]
        keys: list[int] = []
        while rest:
            keys.append((rest & (1 << self.each) - 1) - 1)
            rest >>= self.each
        return keys


class EndBits:
    """One end's control state and slots, in their bits; histories stand elsewhere."""

    def __init__(self, frame: EndFrame, shift: int) -> None:
        self.frame = frame
        self.state = BitRange(shift, (len(frame.states) - 1).bit_length())
        at = shift + self.state.width
        self.fields: dict[Var, BitRange] = {}
        for var in frame.slots:
            if not isinstance(var.domain, nodes.Tuples):
                self.fields[var] = BitRange(at, (size(var.domain, frame.system) - 1).bit_length())
                at += self.fields[var].width
        self.whole = BitRange(shift, at - shift)

    def pack(self, local: Local) -> int:
        """A local state, histories left out."""
        packed = local.state << self.state.shift
        for var, value in zip(self.frame.slots, local.values, strict=True):
            if var in self.fields:
                assert isinstance(value, int)
                packed |= value << self.fields[var].shift
        return packed


class Layout:
    """The whole of a system's configurations.

    ``remembered``: for each end's history variables, the keys that may ever be remembered.
    """

    def __init__(
        self,
        system: System,
        frames: dict[End, EndFrame],
        universes: Mapping[End, Sequence[int] | None],
        remembered: Mapping[tuple[End, Var], Sequence[int]],
    ) -> None:
        self.system, self.frames = system, frames
        self.knowing: Callable[[nodes.OfRuns], Callable[[int], bool]] | None = None
        """What says of every point who knows what, where the search is one over points."""
        self.ends: dict[End, EndBits] = {"A": EndBits(frames["A"], 0)}
        self.ends["B"] = EndBits(frames["B"], self.ends["A"].whole.width)
        at = self.ends["B"].whole.shift + self.ends["B"].whole.width
        self.histories: dict[tuple[End, Var], BitRange] = {}
        self.remembered = remembered
        for one, keys in remembered.items():
            self.histories[one] = BitRange(at, len(keys))
            at += len(keys)
        self.ways: dict[End, WayBits] = {}
        for to in ("B", "A"):
            end: End = "B" if to == "B" else "A"
            self.ways[end] = WayBits(system.way(end), Keys(frames[end]), at, universes[end])
            at += self.ways[end].bits.width
        self.forged: list[BitRange] = []
        for attacker in system.attackers():
            self.forged.append(BitRange(at, attacker.times.bit_length()))
            at += self.forged[-1].width
        self.width = at

    def view(self, end: End) -> int:
        """The bits that an end can touch: its own, its histories, and the messages towards it."""
        own = self.ends[end].whole.mask | self.ways[end].bits.mask
        for (owner, _), bits in self.histories.items():
            own |= bits.mask if owner == end else 0
        return own

    def pack(self, configuration: Configuration) -> int:
        """A configuration as one integer."""
        packed = sum(count << bits.shift for count, bits in zip(configuration.forged, self.forged, strict=True))
        for end in ENDS:
            packed |= self.ends[end].pack(configuration.local(end))
            packed |= self.ways[end].pack(configuration.towards(end))
            for var, value in zip(self.frames[end].slots, configuration.local(end).values, strict=True):
                if isinstance(value, frozenset):
                    packed |= self._pack_history(end, var, value)
        return packed

    def _pack_history(self, end: End, var: Var, kept: frozenset[tuple[int, ...]]) -> int:
        keys = self.remembered[end, var]
        sizes = self.sizes(var)
        return sum(1 << self.histories[end, var].shift + keys.index(mixed(one, sizes)) for one in kept)

    def sizes(self, var: Var) -> tuple[int, ...]:
        """The sizes of the parts of a history variable's tuples."""
        assert isinstance(var.domain, nodes.Tuples)
        return tuple(size(part, self.system) for part in var.domain.parts)

    def unpack(self, packed: int) -> Configuration:
        """The configuration behind the integer."""
        a, b = (self.local(end, packed) for end in ENDS)
        forged = tuple(bits.get(packed) for bits in self.forged)
        return Configuration(a, b, self.ways["A"].unpack(packed), self.ways["B"].unpack(packed), forged)

    def local(self, end: End, packed: int) -> Local:
        """One end of it; the bits of its view are enough."""
        bits = self.ends[end]
        values: list[Value] = []
        for var in self.frames[end].slots:
            values.append(bits.fields[var].get(packed) if var in bits.fields else self._history(end, var, packed))
        return Local(bits.state.get(packed), tuple(values))

    def _history(self, end: End, var: Var, packed: int) -> frozenset[tuple[int, ...]]:
        mask, sizes = self.histories[end, var].get(packed), self.sizes(var)
        keys = self.remembered[end, var]
        return frozenset(unmixed(key, sizes) for place, key in enumerate(keys) if mask >> place & 1)


__all__ = ["BitRange", "EndBits", "Keys", "Layout", "WayBits", "mixed", "size", "unmixed"]
