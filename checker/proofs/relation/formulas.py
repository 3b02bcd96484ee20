"""Formulas of the notation in a solver's terms; how a number is kept there is for a subclass to say."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, Generic, TypeVar

from spec.notation import nodes
from spec.notation.nodes import Condition, Term

N = TypeVar("N")
"""A number in the solver's terms."""


class Formulas(ABC, Generic[N]):
    """Translates conditions to the solver's truth values, and terms to numbers.  ``solver`` is the module z3."""

    def __init__(self, solver: Any) -> None:
        self.solver = solver

    @abstractmethod
    def number(self, value: int) -> N:
        """A number written out."""

    @abstractmethod
    def variable(self, term: nodes.Var | nodes.Of) -> N:
        """The value of a variable."""

    @abstractmethod
    def field(self, term: nodes.Field) -> N:
        """The value of a field of the message that arrives."""

    @abstractmethod
    def parameter(self, term: nodes.Param) -> int:
        """What a parameter stands for."""

    @abstractmethod
    def plus(self, left: N, right: N, *, minus: bool, seq: bool) -> N:
        """A sum or a difference; of sequence numbers where ``seq``."""

    @abstractmethod
    def compared(self, op: str, left: N, right: N, *, seq: bool) -> Any:
        """``==``, ``<`` or ``<=``; of sequence numbers where ``seq``."""

    @abstractmethod
    def either(self, condition: Any, yes: N, no: N) -> N:
        """The one number where the condition holds, else the other."""

    @abstractmethod
    def has_bits(self, value: N, mask: int) -> Any:
        """Whether all bits of the mask are on."""

    def drawn(self, index: int) -> N:
        """The number that a choice drew."""
        raise TypeError(f"the choice {index} is made in rows only")

    def outside(self, condition: Condition) -> Any:
        """What only a property may ask."""
        raise TypeError(f"{condition} is not for rows")

    def term(self, term: Term) -> N:
        """A term."""
        match term:
            case nodes.Var() | nodes.Of():
                return self.variable(term)
            case nodes.Field():
                return self.field(term)
            case nodes.Const(value=value):
                return self.number(value)
            case nodes.Param():
                return self.number(self.parameter(term))
            case nodes.Plus(left=left, right=right, minus=minus, seq=seq):
                return self.plus(self.term(left), self.term(right), minus=minus, seq=seq)
            case nodes.AsNumber(condition=condition):
                return self.either(self.condition(condition), self.number(1), self.number(0))
            case nodes.Drawn(index=index):
                return self.drawn(index)
            case nodes.Nth(values=values, index=index):
                return self._nth(values, self.term(index))

    def _nth(self, values: tuple[int, ...], index: N) -> N:
        found = self.number(values[-1])
        for place in reversed(range(len(values) - 1)):
            here = self.compared("==", index, self.number(place), seq=False)
            found = self.either(here, self.number(values[place]), found)
        return found

    def condition(self, condition: Condition) -> Any:
        """A condition, true or false."""
        match condition:
            case nodes.Truth(value=value):
                return self.solver.BoolVal(value)
            case nodes.Compare(op=op, left=left, right=right, seq=seq):
                return self.compared(op, self.term(left), self.term(right), seq=seq)
            case nodes.Holds(flag=flag):
                return self.solver.Not(self.compared("==", self.term(flag), self.number(0), seq=False))
            case nodes.HasBits(field=field, mask=mask):
                return self.has_bits(self.term(field), mask)
            case nodes.Not(part=part):
                return self.solver.Not(self.condition(part))
            case nodes.All(parts=parts):
                return self.solver.And(*(self.condition(part) for part in parts))
            case nodes.Some(parts=parts):
                return self.solver.Or(*(self.condition(part) for part in parts))
            case nodes.Named(part=part):
                return self.condition(part)
            case _:
                return self.outside(condition)
