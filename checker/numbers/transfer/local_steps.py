"""Every step that a search took, once more over 32 bits, with bases in place of numbers.

An end's step depends on its own state and the message that arrives: so it is enough to take each of these steps once,
however many states the search went through (docs/decisions/0002).  The rows are read by the literal interpreter; what
the words of an outcome stand for has to be what the search found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from checker.numbers.transfer.representatives import ComesRound, Representatives
from checker.packed.channels import removals
from checker.packed.message_keys import mixed
from checker.packed.python_source import Step
from checker.packed.successors import Successors
from checker.rows.configuration import Carried, EndFrame, Local, Value, frames
from checker.rows.reading_rule import Outcome, read
from checker.search.clock import Clock
from spec.notation import nodes
from spec.notation.ends import peer
from spec.notation.events import TICK, Arrival, Event
from spec.notation.messages import Flying
from spec.notation.nodes import Domain, End, Var
from spec.notation.rows import Row
from spec.notation.systems import ENDS, System

Compared = tuple[int, tuple[int, ...], frozenset[tuple[int, int]], int] | None
"""Where a step leads, what it sends and remembers, and which rows it takes; None where a bound cuts it off."""
NOTHING: frozenset[tuple[int, ...]] = frozenset()


class LocalSteps:
    """The words behind each local state, each message (of any age) and each remembered tuple of a search.

    Raises :class:`ComesRound` where the search saw one number and 32 bits have two.
    """

    def __init__(
        self, free: System, successors: Successors, representatives: Representatives, forged: Sequence[Flying] = ()
    ) -> None:
        """``forged``: what attackers of other worlds may put in flight."""
        self.system, self.successors, self.representatives = free, successors, representatives
        self.frames: dict[End, EndFrame] = frames(free, successors.ghosts)
        self.locals: dict[End, dict[int, Local]] = {"A": {}, "B": {}}
        """By packed local state; histories are empty there."""
        self.messages: dict[End, dict[int, Carried]] = {"A": {}, "B": {}}
        """By the key of the youngest message, for each end that it travels to."""
        self.remembered: dict[tuple[End, Var], dict[int, tuple[int, ...]]] = {}
        """By the key of the tuple."""
        self.steps = 0
        """How many local steps were taken."""
        self._waited_for = {end: _events(frame.machine.rows) for end, frame in self.frames.items()}
        self._done: set[tuple[End, int, int]] = set()
        self._begin([*forged, *(one for attacker in free.attackers() for one in attacker.by)])

    def _begin(self, forged: Sequence[Flying]) -> None:
        for end in ENDS:
            self._stands(end, self.frames[end].start())
        for one in (*self.system.in_flight, *forged):
            self._travels(one.to, self.frames[one.to].carried(one.message, one.values))

    def over(self, order: Iterable[int], clock: Clock) -> None:
        """Take every step of these packed configurations, of which each comes after one that leads to it."""
        layout = self.successors.layout
        views: list[tuple[End, int, set[int]]] = [(end, layout.view(end), set()) for end in ENDS]
        for packed in order:
            clock.tick()
            for end, mask, seen in views:
                view = packed & mask
                if view not in seen:
                    seen.add(view)
                    self._view(end, view)

    def _view(self, end: End, view: int) -> None:
        local, way = view & self.successors.layout.ends[end].whole.mask, self.successors.layout.ways[end]
        keys = {way.keys.youngest(key) for key, _ in removals(way, view)}
        for key in (-1, *sorted(keys)):
            if (end, local, key) not in self._done:
                self._done.add((end, local, key))
                if key < 0:
                    self._by_itself(end, local)
                else:
                    self._receives(end, local, key)

    def _by_itself(self, end: End, local: int) -> None:
        found = self.successors.steps[end]
        called: dict[int, list[Step]] = {}
        for index, step in found.called(local):
            called.setdefault(index, []).append(step)
        for index, event in enumerate(self.frames[end].events):
            self._takes(end, local, event, {}, called.get(index, []))
        self._takes(end, local, TICK, {}, found.ticks(local))

    def _receives(self, end: End, local: int, key: int) -> None:
        carried = self.messages[end][key]
        kind = self.frames[end].kinds[carried.kind]
        fields = {field.name: value for field, value in zip(kind.fields, carried.values, strict=True)}
        self._takes(end, local, Arrival(kind), fields, self.successors.steps[end].receives(local, key))

    def _takes(self, end: End, local: int, event: Event, fields: Mapping[str, int], seen: Sequence[Step]) -> None:
        if event not in self._waited_for[end]:
            return
        self.steps += 1
        outcomes = read(self.frames[end], self.locals[end][local], event, fields)
        found = dict.fromkeys(self._step(end, one) for one in outcomes)  # what is one for the search is taken once
        if list(found) != list(dict.fromkeys(map(_as_compared, seen))):
            modulus = self.representatives.modulus
            raise ComesRound(f"on {event.name} {end} does modulo {modulus} what it does not over 32 bits")

    def _step(self, end: End, outcome: Outcome) -> Compared:
        """What an outcome in words stands for; its words are kept for what comes after it."""
        if outcome.cut:
            return None
        frame, other = self.frames[end], peer(end)
        values = tuple(_emptied(outcome.values[var]) for var in frame.slots)
        local = self._stands(end, Local(frame.states.index(outcome.state), values))
        sent = tuple(self._travels(other, self.frames[other].carried(*one)) for one in outcome.sent)
        fired = sum(1 << frame.machine.rows.index(row) for row in outcome.fired)
        return local, sent, self._remembers(end, outcome), fired

    def _stands(self, end: End, local: Local) -> int:
        """The packed local state that these words stand for."""
        slots = self.frames[end].slots
        shown = tuple(self._shown(var.domain, value) for var, value in zip(slots, local.values, strict=True))
        packed = self.successors.layout.ends[end].pack(replace(local, values=shown))
        names = [f"{end}.{var.name}" for var in slots]
        self._alike(names, self.locals[end].setdefault(packed, local).values, local.values)
        return packed

    def _travels(self, to: End, carried: Carried) -> int:
        """The key of the message that these words stand for."""
        kind = self.frames[to].kinds[carried.kind]
        shown = tuple(self._shown(one.domain, value) for one, value in zip(kind.fields, carried.values, strict=True))
        key = self.successors.keys[to].key(replace(carried, values=tuple(one for one in shown if isinstance(one, int))))
        names = [f"{one.prefix}{one.name} to {to}" for one in kind.fields]
        self._alike(names, self.messages[to].setdefault(key, carried).values, carried.values)
        return key

    def _remembers(self, end: End, outcome: Outcome) -> frozenset[tuple[int, int]]:
        """The tuples that are remembered in an outcome and were not before it: of which history, and the key."""
        found: set[tuple[int, int]] = set()
        for which, var in enumerate(self.successors.steps[end].histories):
            kept, sizes = outcome.values[var], self.successors.layout.sizes(var)
            assert isinstance(kept, frozenset)
            for one in sorted(kept):
                key = mixed([self.representatives.of(number) for number in one], sizes)
                known = self.remembered.setdefault((end, var), {}).setdefault(key, one)
                self._alike([f"{end}.{var.name}"] * len(one), known, one)
                found.add((which, key))
        return frozenset(found)

    def _shown(self, domain: Domain, value: Value) -> Value:
        if isinstance(domain, nodes.Seqs):
            assert isinstance(value, int)
            return self.representatives.of(value)
        if isinstance(value, int):
            return self.representatives.amount(value)
        return value

    def _alike(self, names: Sequence[str], known: Sequence[Value], other: Sequence[Value]) -> None:
        """That words for which the same numbers stand are equal becomes something to be shown."""
        for name, one, more in zip(names, known, other, strict=True):
            if one is not more and one != more:
                assert isinstance(one, int)
                assert isinstance(more, int)
                self.representatives.equal(name, one, more)


def _events(rows: Iterable[Row]) -> frozenset[Event]:
    """What rows wait for, an arrival of any bits."""
    return frozenset(Arrival(row.on.message) if isinstance(row.on, Arrival) else row.on for row in rows)


def _as_compared(step: Step) -> Compared:
    after, sent, kept, fired = step
    return None if after < 0 else (after, sent, frozenset(kept), fired)


def _emptied(value: Value) -> Value:
    """What a search remembers stands beside the local state."""
    return NOTHING if isinstance(value, frozenset) else value
