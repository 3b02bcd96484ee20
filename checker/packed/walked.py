"""What one event does in one local state, read row by row: what is asked once or twice is not worth a function."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from checker.packed.layout import Keys, mixed, size
from checker.packed.python_source import EndSource, Step, bounds_check
from checker.rows.configuration import EndFrame
from checker.rows.decisions import Cut, Leaf, Tree
from checker.rows.fold import NO_ENV, Env
from checker.rows.lower import Reading, ReadSoFar
from spec.notation import nodes
from spec.notation.events import Arrival, Event
from spec.notation.messages import Message
from spec.notation.nodes import Term, Var

_const = lru_cache(maxsize=4096)(nodes.Const)
"""Constants, each once."""


class _Walk(Reading):
    """The one way through the decisions that the values of all variables and fields lead to."""

    def __init__(self, frame: EndFrame, event: Event) -> None:
        super().__init__(frame, event)
        self.waits = frozenset[int]().union(*self._at.values())
        """The control states in which some row waits for the event."""

    def outcomes(self, path: ReadSoFar) -> list[Leaf | Cut]:
        """What may follow: one, none, or one for each number that may be drawn."""
        self._found: list[Leaf | Cut] = []
        self._tree(path, self.frame.system.limit(self.frame.end, self.event))
        return self._found

    def _each(self, path: ReadSoFar, values: tuple[int, ...], var: Var, then: Callable[[ReadSoFar], Tree]) -> Tree:
        for value in values:
            then(path._replace(env={**path.env, var: _const(value)}))
        return Leaf(path.state)

    def _leaf(self, path: ReadSoFar) -> Leaf:
        leaf = super()._leaf(path)
        if leaf.fired:
            self._found.append(leaf)
        return leaf

    def _cut(self, cut: Cut) -> Tree:
        self._found.append(cut)
        return cut


class EndWalks:
    """The steps of the end whose functions ``source`` prints, each worked out by itself."""

    def __init__(self, source: EndSource) -> None:
        self.source, self.frame, self.bits, self.sent = source, source.frame, source.bits, source.sent
        self._walks: dict[Event, _Walk] = {}
        self._check = bounds_check(source.frame)
        self._last: tuple[int, Env] = (-1, NO_ENV)

    def steps(self, event: Event, local: int, values: tuple[int, ...]) -> list[Step]:
        """What the event may do in a local state."""
        walk = self._walks.get(event)
        if walk is None:
            walk = self._walks[event] = _Walk(self.frame, event)
        state = self.bits.state.get(local)
        if state not in walk.waits:
            return []
        env = self._local(local)
        if isinstance(event, Arrival):
            env = {**env, **dict(zip(event.message.fields, map(_const, values), strict=True))}
        return [self._step(one) for one in walk.outcomes(ReadSoFar(0, state, env))]

    def _local(self, local: int) -> Env:
        """The values of all variables there."""
        if self._last[0] != local:
            self._last = local, {var: _const(bits.get(local)) for var, bits in self.bits.fields.items()}
        return self._last[1]

    def _step(self, outcome: Leaf | Cut) -> Step:
        for check in outcome.checks:
            self._check(_value(check.term), check.most, check.row, check.what)
        fired = sum(1 << row for row in outcome.fired)
        if isinstance(outcome, Cut):
            return -self.source.cut(outcome.why), (), (), fired
        after = outcome.state << self.bits.state.shift
        for var, term in outcome.sets:
            after |= _value(term) << self.bits.fields[var].shift
        sent = tuple(_key(self.sent, message, terms) for message, terms in outcome.sends)
        return after, sent, tuple(self._remembered(var, terms) for var, terms in outcome.remembers), fired

    def _remembered(self, var: Var, terms: tuple[Term, ...]) -> tuple[int, int]:
        assert isinstance(var.domain, nodes.Tuples)
        sizes = [size(part, self.frame.system) for part in var.domain.parts]
        return self.source.histories.index(var), mixed([_value(term) for term in terms], sizes)


def _key(keys: Keys, message: type[Message], terms: tuple[Term, ...]) -> int:
    offset, sizes = keys.offset(message)
    return offset + mixed([_value(term) for term in terms], sizes) * keys.ages


def _value(term: Term) -> int:
    assert isinstance(term, nodes.Const)
    return term.value
