"""The successor function of a whole system, on packed configurations.

A configuration is two *views*: an end's local state, its histories and the messages towards it.  Whatever
happens at an end happens in one view, and reaches the other only as messages sent.  So the transitions of a view are
worked out once, each as the bits it toggles and the messages it sends; a configuration's successors are those of its
two views put together, and what happens at no single end: a tick, in which both ends and the network take part, and
what an attacker forges.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from checker.packed.channels import inserted, removals
from checker.packed.end_steps import EndSteps, both
from checker.packed.layout import Keys, Layout
from checker.packed.network_events import Beyond
from checker.packed.transition import Happening, at_end
from checker.packed.universe import Universe, saturate
from checker.results.runs import Action
from checker.rows.configuration import frames
from spec.notation.ends import peer
from spec.notation.errors import SpecError
from spec.notation.events import Call
from spec.notation.nodes import End, Var
from spec.notation.systems import ENDS, System

DENSE = 256
"""Up to so many possible messages a set has a bit for each, without asking which can be sent."""
MOST_BITS = 1024
"""More possible messages than that are too many for a set without a capacity."""
MOST_VIEWS = 400_000
"""So many views are kept; the rest is worked out again (a bound on memory, not on the search)."""


class TooManyMessages(SpecError):
    """What may be in flight, or be remembered, is too much to have a bit for each."""

    def __init__(self, why: str, steps: dict[End, EndSteps]) -> None:
        """``steps``: what each end can do, which is known all the same."""
        super().__init__(why)
        self.steps = steps


class Successors:
    """The transitions of a system; TooManyMessages where they cannot be had."""

    by_views = True
    """Whether an end's view says all that may happen there, and what becomes of it."""

    def __init__(
        self,
        system: System,
        ghosts: frozenset[tuple[End, Var]] = frozenset(),
        listed: Universe | None = None,
        tick: Callable[[], None] = lambda: None,
    ) -> None:
        """``listed``: all that can be in flight, and be remembered, where that is known; else ``tick`` is called often
        while it is listed, and what it raises ends that."""
        self.system, self.ghosts = system, ghosts
        self.frames = frames(system, ghosts)
        self.steps: dict[End, EndSteps] = both(self.frames)
        self.keys: dict[End, Keys] = {end: self.steps[end].received for end in ENDS}
        self.layout = self._laid_out(listed, tick)
        self.cuts: set[str] = set()
        self.fired: dict[End, int] = {"A": 0, "B": 0}
        """The rows that fired in some transition that was followed, as a mask."""
        self._views: dict[End, dict[int, list[Happening]]] = {"A": {}, "B": {}}
        self._fuller: dict[tuple[End, int, tuple[int, ...]], int | None] = {}
        self._masks: dict[End, int] = {end: self.layout.view(end) for end in ENDS}
        self._hops_of: dict[End, tuple[Action, ...]] = {
            end: tuple(hop.value for hop in system.way(end).hops) for end in ENDS
        }
        self._beyond = Beyond(system, self.layout, self.steps)
        self.of = self._function()
        """Packed state to the list of its successors, one for each transition, in order."""

    def _laid_out(self, found: Universe | None, tick: Callable[[], None]) -> Layout:
        flying: dict[End, set[int]] = {"A": set(), "B": set()}
        forged = [one for attacker in self.system.attackers() for one in attacker.by]
        for one in (*self.system.in_flight, *forged):
            flying[one.to].add(self.keys[one.to].flying(one))
        unbounded: list[End] = [end for end in ENDS if self.system.way(end).capacity is None]
        remembers = any(self.steps[end].histories for end in ENDS)
        large = any(self.keys[end].total > DENSE for end in unbounded)
        if found is None and (remembers or large):
            starts: dict[End, int] = {end: self.steps[end].bits.pack(self.frames[end].start()) for end in ENDS}
            found = saturate(self.steps, starts, flying, tick)
        universes: dict[End, list[int] | None] = {end: self._universe(end, found) for end in ENDS}
        return Layout(self.system, self.frames, universes, self._remembered(found))

    def _universe(self, end: End, found: Universe | None) -> list[int] | None:
        if self.system.way(end).capacity is not None:
            return None
        if self.keys[end].total <= DENSE:
            return list(range(self.keys[end].total))
        assert found is not None
        ages = self.keys[end].ages
        if not found.complete or len(found.sent[end]) * ages > MOST_BITS:
            raise TooManyMessages(
                f"{self.system.place}: too many different messages may be in flight to {end} for a set without a "
                "capacity: give one, such as LOSSY.holding(3), or a smaller modulus",
                self.steps,
            )
        return sorted(key + age for key in found.sent[end] for age in range(ages))

    def _remembered(self, found: Universe | None) -> dict[tuple[End, Var], list[int]]:
        if found is None:
            return {}
        if not found.complete:
            raise TooManyMessages(
                f"{self.system.place}: a history variable may remember too many different tuples: "
                "give fewer numbers to choose from, or a smaller modulus",
                self.steps,
            )
        kept: dict[tuple[End, Var], list[int]] = {}
        for end in ENDS:
            for place, var in enumerate(self.steps[end].histories):
                kept[end, var] = sorted(key for which, key in found.remembered[end] if which == place)
        return kept

    def happenings(self, end: End, packed: int) -> list[Happening]:
        """Everything that may happen in an end's view of a packed configuration, in order."""
        view = packed & self._masks[end]
        known = self._views[end].get(view)
        if known is None:
            known = self.in_view(end, view)
            if len(self._views[end]) < MOST_VIEWS:
                self._views[end][view] = known
        return known

    def in_view(self, end: End, view: int) -> list[Happening]:
        """Everything that may happen in that view, in order; worked out anew each time."""
        local = view & self.layout.ends[end].whole.mask
        found: list[Happening] = []
        for place, step in self.steps[end].called(local):
            action: Action = "call" if isinstance(self.frames[end].events[place], Call) else "timer"
            found.append(at_end(self.layout, self.steps, end, view, step, action, place, -1))
        for key, removal in removals(self.layout.ways[end], view):
            found += self._hops(end, view, local, key, removal)
        return found

    def _hops(self, end: End, view: int, local: int, key: int, removal: int) -> list[Happening]:
        found: list[Happening] = []
        for action in self._hops_of[end]:
            if action == "lose":
                found.append(Happening(removal, (), "lose", -1, key, 0))
                continue
            gone = removal if action == "deliver" else 0
            steps = self.steps[end].receives(local, key)
            for step in steps:
                found.append(at_end(self.layout, self.steps, end, view, step, action, -1, key, gone))
            if not steps:
                found.append(Happening(gone, (), action, -1, key, 0))
        return found

    def every(self, packed: int) -> list[tuple[End, Happening]]:
        """Everything that may happen in a packed configuration, in order; A's name stands for both ends in a tick."""
        found: list[tuple[End, Happening]] = []
        for end in ENDS:
            found.extend((end, happening) for happening in self.happenings(end, packed))
        return found + self.beyond(packed)

    def beyond(self, packed: int) -> list[tuple[End, Happening]]:
        """What may happen there that no end does: a tick, and what an attacker forges."""
        return self._beyond.of(packed) if self._beyond else []

    def followed(self, packed: int) -> Iterator[tuple[End, Happening, int]]:
        """Everything that may happen there and that no bound cuts off, with the configuration after it."""
        for end, happening in self.every(packed):
            after, cut = self.after(end, packed, happening)
            if not cut:
                yield end, happening, after

    def after(self, end: End, packed: int, happening: Happening) -> tuple[int, str]:
        """The configuration after it; where a bound cuts it off, which."""
        if happening.cut:
            return packed, happening.cut
        after = packed ^ happening.toggles
        for to in reversed(ENDS):
            if sent := happening.peer_sent if to == end else happening.sent:
                way = self.layout.ways[to]
                now = after & way.bits.mask
                fuller = self._put(to, now, sent)
                if fuller is None:
                    return packed, self.full(to)
                after ^= now ^ fuller
        return after, ""

    def full(self, to: End) -> str:
        """The words for that bound."""
        return f"the channel to {to} was full ({self.layout.ways[to].channel.capacity} in flight)"

    def _put(self, to: End, now: int, sent: tuple[int, ...]) -> int | None:
        way = self.layout.ways[to]
        if way.universe is not None:
            return inserted(way, now, sent)
        known = self._fuller.get((to, now, sent), -1)
        if known == -1:
            known = self._fuller[to, now, sent] = inserted(way, now, sent)
        return known

    @property
    def has_time(self) -> bool:
        """Whether there are ticks."""
        return self._beyond.has_time

    def ticks_at(self, end: End, packed: int) -> list[tuple[Happening, bool]]:
        """What a tick may be for one end and the messages towards it, and whether that is a change."""
        return self._beyond.ticks_at(end, packed) if self._beyond.has_time else []

    def forgeries(self, packed: int) -> list[tuple[End, Happening]]:
        """What attackers may still forge there, with the end that it travels to."""
        return self._beyond.forgeries(packed)

    @property
    def beyond_the_ends(self) -> bool:
        """Whether something happens that no end does: a tick, or what an attacker forges."""
        return bool(self._beyond)

    def met_a_bound(self, packed: int) -> bool:
        """Whether a bound of the search cuts off something that may happen in this configuration."""
        return any(self.after(end, packed, one)[1] for end, one in self.every(packed))

    def _function(self) -> Callable[[int], list[int]]:
        ways = self.layout.ways
        if ways["A"].universe is not None and ways["B"].universe is not None and not self._beyond:
            return self._masked()
        return self._placed()

    def _masked(self) -> Callable[[int], list[int]]:
        """Both ways are masks: sending is an OR, and a transition is two operations."""
        a_mask, b_mask = self._masks["A"], self._masks["B"]
        a_pairs: dict[int, tuple[tuple[int, int], ...]] = {}
        b_pairs: dict[int, tuple[tuple[int, int], ...]] = {}
        a_get, b_get, pairs = a_pairs.get, b_pairs.get, self._pairs

        def successors(s: int) -> list[int]:
            a, b = a_get(s & a_mask), b_get(s & b_mask)
            if a is None:
                a = pairs("A", s, a_pairs)
            if b is None:
                b = pairs("B", s, b_pairs)
            return [(s ^ toggles) | sent for toggles, sent in a + b]

        return successors

    def _pairs(self, end: End, s: int, keep: dict[int, tuple[tuple[int, int], ...]]) -> tuple[tuple[int, int], ...]:
        view = s & self._masks[end]
        bit = self.layout.ways[peer(end)].bit
        found: list[tuple[int, int]] = []
        for one in self.in_view(end, view):
            if one.cut:
                self.cuts.add(one.cut)
                continue
            sent = 0
            for key in one.sent:
                sent |= bit[key]
            self.fired[end] |= one.fired
            found.append((one.toggles, sent))
        if len(keep) < MOST_VIEWS:
            keep[view] = tuple(found)
        return tuple(found)

    def _placed(self) -> Callable[[int], list[int]]:
        """Some way has places, so that what is sent is put in its place, and a full way may cut; or there is a tick."""

        def successors(s: int) -> list[int]:
            found: list[int] = []
            for end in ENDS:
                fired = 0
                for one in self.happenings(end, s):
                    after, cut = self.after(end, s, one)
                    if cut:
                        self.cuts.add(cut)
                    else:
                        fired |= one.fired
                        found.append(after)
                self.fired[end] |= fired
            return found

        def and_beyond(s: int) -> list[int]:
            found = successors(s)
            for end, one in self._beyond.of(s):
                after, cut = self.after(end, s, one)
                if cut:
                    self.cuts.add(cut)
                else:
                    self.fired["A"] |= one.fired
                    self.fired["B"] |= one.peer_fired
                    found.append(after)
            return found

        return and_beyond if self._beyond else successors


__all__ = ["Happening", "Successors"]
