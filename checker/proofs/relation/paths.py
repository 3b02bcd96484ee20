"""One end's steps as paths: under which guard, where to, with which values and messages.

They are the leaves of the decision trees that every engine prints (:mod:`checker.rows.lower`), over the end's state
before
the event and the fields of the message that arrives.  The paths of one event in one control state exclude each other
and leave nothing out; so a step is a path and, where it chooses numbers, what it chose.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from checker.numbers.solver import z3
from checker.proofs.relation.numbers import Numbers, Ranged
from checker.rows.configuration import EndFrame
from checker.rows.decisions import Ask, Check, Cut, Leaf, Pick, Tree
from checker.rows.lower import Reading
from spec.notation import nodes
from spec.notation.events import TICK, Arrival, Event
from spec.notation.messages import Message
from spec.notation.nodes import Var
from spec.notation.rows import Row
from spec.notation.systems import Numbers as Rule, System

WORDS = 2**32
"""The modulus under which a sequence number is a word of 32 bits."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that a path sends: its kind, and a term for each field in order."""

    message: type[Message]
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A number that a path chooses: a symbol of its own, and what the system's rule lets it be.

    A proof for all numbers does not read the rule: there it is any number of the space.
    """

    symbol: Any
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Within:
    """What a row sets or sends is within its declared bounds; where ``holds`` is false, the specification is wrong."""

    holds: Any
    check: Check


@dataclass(frozen=True, slots=True)
class Path:
    """What an end does with an event, under a guard over its state before and the message's fields."""

    guard: Any
    state: int
    """The place of the control state after it, in the frame's states."""
    sets: Mapping[Var, Any]
    """The value of each variable that it sets; the others stay."""
    sends: tuple[Sent, ...] = ()
    remembers: tuple[tuple[Var, tuple[Any, ...]], ...] = ()
    """History variables, each with the tuple that it remembers besides."""
    fired: tuple[Row, ...] = ()
    """Empty where the event does not occur (a call, a timer, a tick) or the message is ignored."""
    chosen: tuple[Chosen, ...] = ()
    within: tuple[Within, ...] = ()
    cut: str = ""
    """The bound of the search that it meets: the step may happen, and is not followed."""


def of_words(system: System) -> System:
    """The same system over 32 bits, with numbers that may be any whenever one is chosen, and without bounds on how
    often a call is made or a timer runs out; those that never happen still do not.
    """
    never = {event: 0 for event, most in system.at_most.items() if most == 0}
    return replace(system, modulus=WORDS, isn={end: Rule((0,), each_once=False) for end in nodes.ENDS}, at_most=never)


class EndRelation(Numbers):
    """What one end can do, for all its states at once.

    ``variables`` and ``fields`` are the symbols over which paths speak; ``prefix`` goes before their names.
    Other terms may be put in the place of ``fields`` before the first path is asked for."""

    def __init__(self, frame: EndFrame, prefix: str = "") -> None:
        super().__init__(z3(), frame.system)
        self.frame, self.prefix = frame, prefix
        kept = [var for var in frame.slots if not isinstance(var.domain, nodes.Tuples)]
        self.variables: Mapping[Var, Any] = {
            var: self.symbol(f"{prefix}{var.name}{_more(kept, place)}", var.domain) for place, var in enumerate(kept)
        }
        self.fields: Mapping[nodes.Field, Any] = {
            field: self.symbol(f"{prefix}{field.message}.{field.name}", field.domain)
            for kind in frame.kinds
            for field in kind.fields
        }
        self._made: dict[nodes.Condition | nodes.Term, Any] = {}
        self._paths: dict[tuple[Event, int], Sequence[Path]] = {}
        self._readings: dict[Event, Reading] = {}

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """All that may happen at the end: calls and timers, the arrival of each kind of message, a tick."""
        return (*self.frame.events, *(Arrival(kind) for kind in self.frame.kinds), TICK)

    def paths(self, event: Event, state: int) -> Sequence[Path]:
        """The paths of an event in a control state, in the order of the rows; their guards exclude each other."""
        known = self._paths.get((event, state))
        if known is None:
            if event not in self._readings:
                self._readings[event] = Reading(self.frame, event)
            tree = self._readings[event].tree(state)
            known = self._paths[event, state] = tuple(self._below(tree, self.solver.BoolVal(True), ()))
        return known

    def condition(self, condition: nodes.Condition) -> Any:
        made = self._made.get(condition)
        if made is None:
            made = self._made[condition] = super().condition(condition)
        return made

    def term(self, term: nodes.Term) -> Ranged:
        made = self._made.get(term)
        if made is None:
            made = self._made[term] = super().term(term)
        return made

    def variable(self, term: nodes.Var | nodes.Of) -> Ranged:
        assert isinstance(term, Var)
        return self.ranged(self.variables[term], term.domain)

    def field(self, term: nodes.Field) -> Ranged:
        return self.ranged(self.fields[term], term.domain)

    def drawn(self, index: int) -> Ranged:
        return self.ranged(self._draw(index), nodes.Seqs(nodes.Space.OURS))

    def _draw(self, index: int) -> Any:
        return self.symbol(f"{self.prefix}choice {index}", nodes.Seqs(nodes.Space.OURS))

    def _below(self, tree: Tree, guard: Any, chosen: tuple[Chosen, ...]) -> Iterator[Path]:
        match tree:
            case Ask(condition=condition, yes=yes, no=no):
                asked = self.condition(condition)
                yield from self._below(yes, self.solver.And(guard, asked), chosen)
                yield from self._below(no, self.solver.And(guard, self.solver.Not(asked)), chosen)
            case Pick(index=index, numbers=numbers, then=then):
                one = Chosen(self._draw(index), numbers)
                yield from self._below(then, guard, (*chosen, one))
            case Cut():
                yield Path(
                    guard, 0, {}, fired=self._rows(tree.fired), chosen=chosen, within=self._within(tree), cut=tree.why
                )
            case Leaf():
                yield self._leaf(tree, guard, chosen)

    def _leaf(self, leaf: Leaf, guard: Any, chosen: tuple[Chosen, ...]) -> Path:
        return Path(
            guard,
            leaf.state,
            {var: self.stored(self.term(term), var.domain) for var, term in leaf.sets},
            tuple(Sent(message, self._values(message, terms)) for message, terms in leaf.sends),
            tuple((var, self._parts(var, terms)) for var, terms in leaf.remembers),
            self._rows(leaf.fired),
            chosen,
            self._within(leaf),
        )

    def _values(self, message: type[Message], terms: Sequence[nodes.Term]) -> tuple[Any, ...]:
        fields = zip(message.fields, terms, strict=True)
        return tuple(self.stored(self.term(term), field.domain) for field, term in fields)

    def _parts(self, var: Var, terms: Sequence[nodes.Term]) -> tuple[Any, ...]:
        assert isinstance(var.domain, nodes.Tuples)
        return tuple(self.stored(self.term(term), part) for part, term in zip(var.domain.parts, terms, strict=True))

    def _within(self, tree: Leaf | Cut) -> tuple[Within, ...]:
        return tuple(Within(self.between(self.term(one.term), 0, one.most), one) for one in tree.checks)

    def _rows(self, places: Sequence[int]) -> tuple[Row, ...]:
        return tuple(self.frame.machine.rows[place] for place in places)


def _more(kept: Sequence[Var], place: int) -> str:
    """What tells variables of one name apart."""
    before = sum(var.name == kept[place].name for var in kept[:place])
    return f" ({before + 1})" if before else ""
