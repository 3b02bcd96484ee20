"""Rows to decisions: one tree for each end, event and control state.

The rows are read once, symbolically.  Effects in order become a simultaneous assignment over the state before
the event, by substitution; the control state is known all along, so that only guards remain to be asked; what
an earlier guard on the same path has decided is not asked again.  A tree is what every engine prints, in its
own language: a question (:class:`Ask`), a choice of numbers (:class:`Pick`), or an end (:class:`Leaf`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, cast

from checker.rows.configuration import DRAWN, EndFrame, drawn, used
from checker.rows.decisions import Ask, Check, Cut, Leaf, Pick, Tree
from checker.rows.fold import NO_ENV, NO_FACTS, Env, Facts, fold, learn
from spec.notation import nodes
from spec.notation.events import Arrival, Event
from spec.notation.messages import Message, Send
from spec.notation.nodes import Condition, Term, Var
from spec.notation.rows import Effect, Row, Then
from spec.notation.variables import Assign, Draw, Remember, StartOver

MOST_TREES = 50_000
"""So many trees are kept, those of every system of a process."""


class ReadSoFar(NamedTuple):
    """How far the reading has come."""

    row: int
    state: int
    env: Env = NO_ENV
    facts: Facts = NO_FACTS
    sends: tuple[tuple[type[Message], tuple[Term, ...]], ...] = ()
    remembers: tuple[tuple[Var, tuple[Term, ...]], ...] = ()
    fired: tuple[int, ...] = ()
    picks: int = 0
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True)
class RowsRead:
    """All that a tree depends on: variants of a machine share most of theirs."""

    lowered_as: int
    event: Event
    given: tuple[Term, ...]
    limit: int | None
    state: int
    met: tuple[tuple[int, Row], ...]
    """Rows are equal only where they are the same row."""


_trees: dict[RowsRead, Tree] = {}


class Reading:
    """The reading of one end's rows on one event; ``given``: what some fields of the message are."""

    def __init__(self, frame: EndFrame, event: Event, given: Env = NO_ENV) -> None:
        self.frame, self.event, self.given = frame, event, given
        self.rows = frame.machine.rows
        self.slots = frozenset(frame.slots)
        self._at = {
            index: frozenset(frame.states.index(at.value) for at in row.at)
            for index, row in enumerate(self.rows)
            if self._waits(row)
        }
        """The rows that wait for the event, each with the places of its states."""
        self._guards: dict[int, Condition] = {}

    def tree(self, state: int) -> Tree:
        """The decisions for an end in that control state."""
        most, given = self.frame.system.limit(self.frame.end, self.event), tuple(self.given.values())
        known = RowsRead(self.frame.lowered_as, self.event, given, most, state, self._met(state))
        tree = _trees.get(known)
        if tree is None:
            if len(_trees) >= MOST_TREES:
                _trees.clear()
            tree = _trees[known] = self._tree(ReadSoFar(0, state, self.given), most)
        return tree

    def _met(self, state: int, begin: int = 0) -> tuple[tuple[int, Row], ...]:
        """The rows that the reading can meet on its way down, with their places; ``begin``: the first of them."""
        at, met = {state}, list[tuple[int, Row]]()
        for index, places in self._at.items():
            row = self.rows[index]
            if index >= begin and at & places:
                met.append((index, row))
                if row.to is not None and row.then is Then.CONTINUE:
                    at.add(self.frame.states.index(row.to.value))
        return tuple(met)

    def _tree(self, path: ReadSoFar, most: int | None) -> Tree:
        if most is None:
            return self._read(path)
        if most == 0:
            return Leaf(path.state)
        counter = used(self.event, most)
        left = self._folded(nodes.Compare("<", counter, nodes.Const(most), seq=False), path)
        spent = self._term(nodes.Plus(counter, nodes.Const(1), seq=False), path)
        after = path._replace(env={**path.env, counter: spent})
        return self._asked(left, lambda: self._read(after), lambda: Leaf(path.state))

    def _asked(self, condition: Condition, yes: Callable[[], Tree], no: Callable[[], Tree]) -> Tree:
        if isinstance(condition, nodes.Truth):
            return yes() if condition.value else no()
        return Ask(condition, yes(), no())

    def _read(self, path: ReadSoFar) -> Tree:
        for index, places in self._at.items():
            if index < path.row or path.state not in places:
                continue
            guard = self._folded(self._guard(index), path)
            if guard == nodes.FALSEHOOD:
                continue
            here = path._replace(row=index + 1)
            if guard == nodes.TRUTH:
                return self._fire(index, here)
            fired = self._fire(index, here._replace(facts=learn(path.facts, guard, True)))
            return Ask(guard, fired, self._read(here._replace(facts=learn(path.facts, guard, False))))
        return self._leaf(path)

    def _guard(self, index: int) -> Condition:
        """When a row may fire, with everything decided that the parameters decide: once, and not in every state."""
        guard = self._guards.get(index)
        if guard is None:
            row = self.rows[index]
            asked = nodes.All((_bits(row.on), row.when))
            guard = cast(Condition, fold(asked, self.frame.system, env=self.given))
            self._guards[index] = guard
        return guard

    def _waits(self, row: Row) -> bool:
        if isinstance(row.on, Arrival) and isinstance(self.event, Arrival):
            return row.on.message is self.event.message
        return row.on == self.event

    def _fire(self, index: int, path: ReadSoFar) -> Tree:
        return self._do(self.rows[index], index, 0, path._replace(fired=(*path.fired, index)))

    def _do(self, row: Row, index: int, step: int, path: ReadSoFar) -> Tree:
        while step < len(row.do):
            effect = row.do[step]
            step += 1
            if isinstance(effect, Draw):
                return self._draw(effect.var, row, index, step, path)
            path = self._effect(effect, path)
        state = path.state if row.to is None else self.frame.states.index(row.to.value)
        after = path._replace(state=state)
        return self._leaf(after) if row.then is Then.RETURN else self._read(after)

    def _effect(self, effect: Effect, path: ReadSoFar) -> ReadSoFar:
        if isinstance(effect, Send):
            values = tuple(
                self._carried(field, self._term(value, path)) if self.frame.sends(field) else nodes.Const(0)
                for field, value in effect.fields()
            )
            for field, value in zip(effect.message.fields, values, strict=True):
                path = self._checked(f"sends {effect.message.__name__}.{field.name}, set", field.domain, value, path)
            return path._replace(sends=(*path.sends, (effect.message, values)))
        if isinstance(effect, Remember):
            values = tuple(self._term(value, path) for value in effect.values)
            if effect.var not in self.slots:
                return path
            return path._replace(remembers=(*path.remembers, (effect.var, values)))
        if isinstance(effect, StartOver):
            forgotten: Env = {var: nodes.Const(0) for var in self.slots if var.name == DRAWN}
            return path._replace(env={**path.env, **forgotten})
        assert isinstance(effect, Assign)
        if effect.var not in self.slots:
            return path
        value = self._term(effect.value, path)
        path = self._checked(f"takes {self.frame.end}.{effect.var.name}", effect.var.domain, value, path)
        return path._replace(env={**path.env, effect.var: value})

    def _checked(self, what: str, domain: nodes.Domain, term: Term, path: ReadSoFar) -> ReadSoFar:
        if not isinstance(domain, nodes.Counts):
            return path
        most = self.frame.system.value(domain.most)
        if isinstance(term, nodes.Const) and 0 <= term.value <= most:
            return path
        return path._replace(checks=(*path.checks, Check(term, most, path.fired[-1], what)))

    def _draw(self, var: Var, row: Row, index: int, step: int, path: ReadSoFar) -> Tree:
        numbers = self.frame.numbers
        if not numbers.each_once:
            values = tuple(dict.fromkeys(numbers.values))
            return self._each(path, values, var, lambda on: self._do(row, index, step, on))
        most = len(numbers.values)
        counter = drawn(most)
        some_left = self._folded(nodes.Compare("<", counter, nodes.Const(most), seq=False), path)

        def draw() -> Tree:
            number = self._term(nodes.Nth(numbers.values, counter), path)
            taken_more = self._term(nodes.Plus(counter, nodes.Const(1), seq=False), path)
            return self._do(row, index, step, path._replace(env={**path.env, var: number, counter: taken_more}))

        why = f"{self.frame.end} chose all of its numbers ({numbers})"
        return self._asked(some_left, draw, lambda: self._cut(Cut(why, path.checks, self._perhaps(row, index, path))))

    def _each(self, path: ReadSoFar, values: tuple[int, ...], var: Var, then: Callable[[ReadSoFar], Tree]) -> Tree:
        """Any of these numbers."""
        drawn_now = path._replace(env={**path.env, var: nodes.Drawn(path.picks)}, picks=path.picks + 1)
        return Pick(path.picks, values, then(drawn_now))

    def _cut(self, cut: Cut) -> Tree:
        return cut

    def _perhaps(self, row: Row, index: int, path: ReadSoFar) -> tuple[int, ...]:
        """The rows that fire up to this one, and those that may after it."""
        if row.then is Then.RETURN:
            return path.fired
        state = path.state if row.to is None else self.frame.states.index(row.to.value)
        return (*path.fired, *(place for place, _ in self._met(state, index + 1)))

    def _leaf(self, path: ReadSoFar) -> Leaf:
        if not path.fired:
            return Leaf(path.state)
        sets = tuple((var, term) for var, term in path.env.items() if isinstance(var, Var) and term != var)
        return Leaf(path.state, sets, path.sends, path.remembers, path.fired, path.checks)

    def _term(self, term: Term, path: ReadSoFar) -> Term:
        return cast(Term, fold(term, self.frame.system, env=path.env))

    def _carried(self, field: nodes.Field, term: Term) -> Term:
        """A number written out in a send counts modulo the number space, as every other does."""
        if isinstance(term, nodes.Const) and isinstance(field.domain, nodes.Seqs):
            return nodes.Const(term.value % self.frame.system.modulus)
        return term

    def _folded(self, condition: Condition, path: ReadSoFar) -> Condition:
        return cast(Condition, fold(condition, self.frame.system, path.facts, path.env))


def _bits(on: Event) -> Condition:
    if isinstance(on, Arrival) and on.field is not None and on.mask:
        return nodes.HasBits(on.field, on.mask)
    return nodes.TRUTH
