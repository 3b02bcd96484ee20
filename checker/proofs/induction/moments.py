"""One state of a whole system in the solver's terms, and the messages that were ever sent by then.

What was ever sent is not written down: it is a set of which an arbitrary member is looked at, and those that arrive or
are sent in the steps under consideration.  A history is a function from tuples to yes or no, and what is remembered
since.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

from checker.packed.message_keys import size
from checker.proofs.relation.numbers import Numbers, Ranged
from checker.rows.configuration import EndFrame
from spec.notation import nodes
from spec.notation.invariants import addressed, mark
from spec.notation.nodes import Condition, End, Field, Var

Kind = tuple[End, str]
"""To whom, and of which kind."""
Own = tuple[End, Var]


@dataclass(frozen=True, slots=True)
class Letter:
    """A message that was ever sent where ``there`` is true."""

    there: Any
    fields: Mapping[Field, Any]


@dataclass
class Moment:
    """Both ends at one time.  ``base``: the histories as they were at first, None where nothing was remembered yet."""

    control: dict[End, Any]
    values: dict[Own, Any]
    base: Mapping[Own, Any] | None
    more: dict[Own, list[tuple[Any, tuple[Any, ...]]]] = field(
        default_factory=dict[Own, list[tuple[Any, tuple[Any, ...]]]]
    )
    """What was remembered since: each tuple where its condition is true."""
    letters: dict[Kind, list[Letter]] = field(default_factory=dict[Kind, list[Letter]])


class Scene(Numbers):
    """Formulas of properties at a moment, about messages of one's choice."""

    def __init__(self, solver: Any, frames: Mapping[End, EndFrame]) -> None:
        super().__init__(solver, frames["A"].system)
        self.frames = frames
        self._moment: Moment | None = None
        self._about: Mapping[Kind, Letter] = {}

    def instances(self, condition: Condition, moment: Moment) -> Iterator[Any]:
        """The formula at a moment, once for each choice of the messages that it is about."""
        return (said for said, _ in self.choices(condition, moment))

    def choices(self, condition: Condition, moment: Moment) -> Iterator[tuple[Any, tuple[Letter, ...]]]:
        """The same, each with the messages chosen, in the order of their kinds."""
        kinds = kinds_of(condition)
        for some in product(*(moment.letters.get(kind, ()) for kind in kinds)):
            there = [one.there for one in some]
            said = self.at(condition, moment, dict(zip(kinds, some, strict=True)))
            yield self.solver.Implies(self.solver.And(*there), said) if there else said, some

    def at(self, condition: Condition, moment: Moment, about: Mapping[Kind, Letter]) -> Any:
        """The formula at a moment, about these messages."""
        self._moment, self._about = moment, about
        return self.condition(condition)

    def remembers(self, moment: Moment, own: Own, values: Sequence[Any]) -> Any:
        """Whether that history has the tuple at that moment."""
        since = [
            self.solver.And(there, *(one == other for one, other in zip(kept, values, strict=True)))
            for there, kept in moment.more.get(own, ())
        ]
        return self.solver.Or(*([moment.base[own](*values)] if moment.base is not None else []), *since)

    def within(self, moment: Moment) -> Iterator[Any]:
        """That every variable has a value of its domain, and every message fields of theirs."""
        for (_, var), word in moment.values.items():
            yield self.between(self.ranged(word, var.domain), 0, self.most(var.domain))
        for end, state in moment.control.items():
            yield self.solver.ULT(state, len(self.frames[end].states))
        for letters in moment.letters.values():
            for letter in letters:
                for part, word in letter.fields.items():
                    yield self.between(self.ranged(word, part.domain), 0, self.most(part.domain))

    def most(self, domain: nodes.Domain) -> int:
        """The greatest value of a domain."""
        return size(domain, self.system) - 1

    def variable(self, term: nodes.Var | nodes.Of) -> Ranged:
        assert isinstance(term, nodes.Of)
        assert self._moment is not None
        return self.ranged(self._moment.values[term.end, term.var], term.var.domain)

    def field(self, term: Field) -> Ranged:
        to = addressed(term)
        assert to is not None
        return self.ranged(self._about[to, term.message].fields[unmarked(term)], term.domain)

    def outside(self, condition: Condition) -> Any:
        assert self._moment is not None
        if isinstance(condition, nodes.InState):
            control = self._moment.control[condition.end]
            places = [self.frames[condition.end].states.index(state) for state in condition.states]
            return self.solver.Or(*(control == place for place in places))
        if isinstance(condition, nodes.Contains):
            assert isinstance(condition.history, nodes.Of)
            domain = condition.history.var.domain
            assert isinstance(domain, nodes.Tuples)
            pairs = zip(domain.parts, condition.values, strict=True)
            values = [self.stored(self.term(value), part) for part, value in pairs]
            return self.remembers(self._moment, (condition.history.end, condition.history.var), values)
        return super().outside(condition)


def kinds_of(condition: Condition) -> tuple[Kind, ...]:
    """The messages that a formula is about."""
    marked = (part for part in nodes.walk(condition) if isinstance(part, Field))
    return tuple(dict.fromkeys((to, part.message) for part in marked if (to := addressed(part)) is not None))


def unmarked(part: Field) -> Field:
    """The field as rows read it."""
    to = addressed(part)
    return part if to is None else replace(part, prefix=part.prefix.removeprefix(mark(to)))
