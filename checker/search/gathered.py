"""The steps between states gathered by what their ends say, without a step of each state being taken.

What an end can do follows from its view, and changes nothing that the other end says.  So states that are alike in the
view of one end, in what the other says, and in the room for what is sent lead alike: one of them is asked for all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from checker.packed.layout import WayBits
from checker.packed.successors import Successors
from checker.packed.transition import Happening
from checker.results.runs import Point
from spec.notation.channels import Store
from spec.notation.nodes import End
from spec.notation.systems import ENDS

Numbers = tuple[int, int]
"""What both ends say, each as a number."""
Alike = tuple[int, int, int, int]
"""An end, by its place, its view, what the other says, and how full the way to the other is."""


class Saying:
    """What an end says at some paths: each that differs has a number."""

    def __init__(self, paths: Sequence[str], mask: int, point: Callable[[int], Point]) -> None:
        """``mask``: the bits that it follows from."""
        self.told: list[Mapping[str, str]] = []
        self._paths, self._mask, self._point = paths, mask, point
        self._of_bits: dict[int, int] = {}
        self._of_values: dict[tuple[str, ...], int] = {}

    def __call__(self, packed: int) -> int:
        bits = packed & self._mask
        known = self._of_bits.get(bits)
        if known is None:
            values = tuple(map(self._point(packed).value, self._paths))
            known = self._of_bits[bits] = self._of_values.setdefault(values, len(self.told))
            if known == len(self.told):
                self.told.append(dict(zip(self._paths, values, strict=True)))
        return known


def gathered(
    successors: Successors, order: Iterable[int], says: Mapping[End, Saying], label: Callable[[End, Happening], str]
) -> Iterator[tuple[Numbers, Numbers, str, int]]:
    """From what is said to what is said then: the label, and how many such steps all these states have.

    They come as a pass over the steps of each state would meet them.
    """
    met: dict[Alike | tuple[Numbers, Numbers, str], list[int]] = {}
    layout, a, b = successors.layout, says["A"], says["B"]
    view_a, view_b = layout.view("A"), layout.view("B")
    full_a, full_b = _fullness(layout.ways["A"]), _fullness(layout.ways["B"])
    for packed in order:
        said_a, said_b = a(packed), b(packed)
        alike: tuple[Alike, Alike] = (
            (0, packed & view_a, said_b, full_b(packed)),
            (1, packed & view_b, said_a, full_a(packed)),
        )
        for key in alike:
            known = met.get(key)
            if known is None:
                met[key] = [packed, 1]
            else:
                known[1] += 1
        for end, happening in successors.beyond(packed):
            after, cut = successors.after(end, packed, happening)
            if not cut:
                step = ((said_a, said_b), (a(after), b(after)), label(end, happening))
                met.setdefault(step, [packed, 0])[1] += 1
    for what, (packed, number) in met.items():
        if len(what) == 3:
            yield (*what, number)
            continue
        end = ENDS[what[0]]
        for happening in successors.happenings(end, packed):
            after, cut = successors.after(end, packed, happening)
            if not cut:
                yield (a(packed), b(packed)), (a(after), b(after)), label(end, happening), number


def _fullness(way: WayBits) -> Callable[[int], int]:
    """What says of a state whether there is room for a message: nothing where there always is."""
    mask = way.bits.mask
    if way.universe is not None or way.channel.loses:
        return lambda packed: 0
    if way.channel.store is Store.SET:  # there is room for what is there already
        return lambda packed: packed & mask
    filled: dict[int, int] = {}

    def fullness(packed: int) -> int:
        now = packed & mask
        known = filled.get(now)
        if known is None:
            known = filled[now] = len(way.unpack_keys(now))
        return known

    return fullness
