"""Two ends that are alike: a configuration and its mirror image, in which A and B have changed places.

Where both ends follow the same rows, what happens at one may happen at the other with the other's numbers, so that of
a configuration and its image one need be expanded (Ip and Dill 1993).  That the rows read numbers only by their
distances is not taken on trust: every view that the search met is held against its image (:meth:`Mirror.reflects`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from checker.configuration import EndFrame
from checker.keys import mixed, unmixed
from checker.layout import has_order
from checker.search import Search
from checker.successors import Happening, Successors
from checker.truth import InViews
from spec.notation import nodes
from spec.notation.ends import owner, peer
from spec.notation.nodes import Domain, End
from spec.notation.systems import ENDS

NEAR = 16
"""A number that is so little beyond an initial number is counted from it."""


class Unlike(Exception):
    """There is no image."""


class Mirror:
    """The images of a system's configurations."""

    def __init__(self, successors: Successors) -> None:
        self.successors, self.layout = successors, successors.layout
        self._views: dict[End, dict[int, int]] = {"A": {}, "B": {}}
        self._masks: dict[End, int] = {end: self.layout.view(end) for end in ENDS}

    def of(self, packed: int) -> int:
        """The configuration with A and B in each other's place."""
        return self.view("A", packed & self._masks["A"]) | self.view("B", packed & self._masks["B"])

    def view(self, end: End, view: int) -> int:
        """The other end's view that is the image of this end's.  Unlike if there is none."""
        known = self._views[end].get(view)
        if known is None:
            known = self._views[end][view] = self._image(end, view)
        return known

    def _image(self, end: End, view: int) -> int:
        other, layout = peer(end), self.layout
        mine, theirs = layout.ends[end], layout.ends[other]
        image = mine.state.get(view) << theirs.state.shift
        for var, bits in mine.fields.items():
            image |= self._number(end, var.domain, bits.get(view)) << theirs.fields[var].shift
        for (whose, var), bits in layout.histories.items():
            if whose == end:
                image |= self._history(end, var, bits.get(view)) << layout.histories[other, var].shift
        keys = [self.key(end, key) for key in layout.ways[end].unpack_keys(view)]
        return image | layout.ways[other].pack_keys(keys if has_order(layout.ways[end].channel) else sorted(keys))

    def _history(self, end: End, var: nodes.Var, kept: int) -> int:
        sizes, image = self.layout.sizes(var), 0
        assert isinstance(var.domain, nodes.Tuples)
        places = {key: place for place, key in enumerate(self.layout.remembered[peer(end), var])}
        for place, key in enumerate(self.layout.remembered[end, var]):
            if kept >> place & 1:
                values = zip(var.domain.parts, unmixed(key, sizes), strict=True)
                there = mixed([self._number(end, part, value) for part, value in values], sizes)
                if there not in places:
                    raise Unlike
                image |= 1 << places[there]
        return image

    def key(self, to: End, key: int) -> int:
        """The message to the other end that is the image of a message to this one."""
        way, back = self.layout.ways[to], self.layout.ways[peer(to)]
        carried = way.keys.carried(key)
        fields = way.keys.kinds[carried.kind].fields
        values = [self._number(to, field.domain, value) for field, value in zip(fields, carried.values, strict=True)]
        image = back.keys.offsets[carried.kind] + mixed(values, back.keys.sizes[carried.kind]) * back.keys.ages
        image += carried.age
        if back.universe is not None and image not in back.bit:
            raise Unlike
        return image

    def _number(self, end: End, domain: Domain, value: int) -> int:
        if not isinstance(domain, nodes.Seqs):
            return value
        return self._shifted[owner(domain.space, end)].get(value, value)

    @cached_property
    def _shifted(self) -> dict[End, dict[int, int]]:
        """What each number near an initial number of an end is in the image."""
        system, shifted = self.successors.system, dict[End, dict[int, int]]()
        for end in ENDS:
            numbers = [system.isn[one].values if one in system.isn else () for one in (end, peer(end))]
            pairs = zip(*numbers, strict=False)  # only as many as both draw, if they draw
            shifted[end] = {
                (mine + far) % system.modulus: (theirs + far) % system.modulus
                for mine, theirs in reversed(list(pairs))
                for far in reversed(range(NEAR))
            }
        return shifted

    def reflects(self, end: End, view: int) -> bool:
        """Whether what may happen in the view's image is the image of what may happen in the view."""
        try:
            image = self.view(end, view)
            back = self.view(peer(end), image)
            mine = Counter(self._happening(end, view ^ one.toggles, one.sent, one.cut) for one in self._in(end, view))
        except Unlike:
            return False
        theirs = Counter((image ^ one.toggles, one.sent, bool(one.cut)) for one in self._in(peer(end), image))
        return back == view and mine == theirs

    def _in(self, end: End, view: int) -> Sequence[Happening]:
        return self.successors.in_view(end, view)

    def reflects_all(self, order: Sequence[int]) -> bool:
        """Whether that is so of every view that occurs among these configurations."""
        for end, views in zip(ENDS, self._met(order), strict=True):
            if not all(self.reflects(end, view) for view in views):
                return False
        self._tell()
        return True

    def _met(self, order: Sequence[int]) -> Sequence[Iterable[int]]:
        if isinstance(order, InViews):
            return order.views()
        return [{packed & mask for packed in order} for mask in self._masks.values()]

    def _tell(self) -> None:
        """Rows that fired, and bounds that were met, are so at the other end too."""
        successors = self.successors
        for end in ENDS:
            successors.fired[end] = successors.fired["A"] | successors.fired["B"]
        full = [successors.full(end) for end in ENDS]
        if not successors.cuts.isdisjoint(full):
            successors.cuts.update(full)
        for end, views in self._views.items():
            known = {one.cut for view in views for one in self._in(end, view) if one.cut}
            successors.cuts.update(known)

    def _happening(self, end: End, after: int, sent: tuple[int, ...], cut: str) -> tuple[int, tuple[int, ...], bool]:
        return self.view(end, after), tuple(self.key(peer(end), key) for key in sent), bool(cut)


def mirror(successors: Successors, starts: Sequence[int]) -> Mirror | None:
    """The images, where the two ends are alike as declared and begin alike; None where they are not."""
    if not alike(successors):
        return None
    made = Mirror(successors)
    try:
        return made if all(made.of(start) == start for start in starts) else None
    except Unlike:
        return None


def reflected(search: Callable[[Mirror | None], Search], found: Mirror | None) -> tuple[Search, Mirror | None]:
    """A search that leaves out what is the image of something met, and the images; without them where they are none."""
    if found is not None:
        try:
            half = search(found)
            if found.reflects_all(half.order):
                return half, found
        except Unlike:
            pass
    return search(None), None


def alike(successors: Successors) -> bool:
    """Whether both ends have the same rows, variables, bounds, channel, and as many initial numbers."""
    system, frames = successors.system, successors.frames
    if not successors.by_views or successors.beyond_the_ends:
        return False  # a tick and a forgery belong to no end's view
    a, b = (_shape(frames[end]) for end in ENDS)
    return a == b and system.way("A") == system.way("B")


def _shape(frame: EndFrame) -> tuple[object, ...]:
    chosen = (len(frame.numbers.values), frame.numbers.each_once) if frame.draws else None
    return frame.states, frame.slots, frame.events, frame.kinds, frame.machine.rows, chosen
