"""Formulas of the notation over 32-bit words, as a solver reads them.

A sequence number is a word; ``<`` is the sign of the difference (RFC 9293 3.4), at a distance of 2^31 both ways.
A count (octets, a window) is a word without a sign; a formula that takes a count below nothing has no meaning here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spec.notation import nodes
from spec.notation.formulas import Bool, Count, Seq
from spec.notation.nodes import Condition, Term

BITS = 32


class Words:
    """The solver's words (``z.And``, ``z.Or``, ...), and the notation's formulas in them."""

    def __init__(self, solver: Any, params: Mapping[str, int] | None = None) -> None:
        self._solver, self._params = solver, params or {}
        self.read: dict[str, Any] = {}
        """Every variable and field that a formula read, by name."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._solver, name)

    def word(self, name: str) -> Any:
        """The variable or field of that name: any number of 32 bits."""
        if name not in self.read:
            self.read[name] = self._solver.BitVec(name, BITS)
        return self.read[name]

    def number(self, value: int) -> Any:
        """A number of 32 bits."""
        return self._solver.BitVecVal(value, BITS)

    def of(self, formula: Bool | Seq[Any] | Count) -> Any:
        """A formula or a term of the notation."""
        return self._condition(formula.node) if isinstance(formula, Bool) else self._term(formula.node)

    def _term(self, term: Term) -> Any:
        match term:
            case nodes.Var(name=name):
                return self.word(name)
            case nodes.Of(end=end, var=var):
                return self.word(f"{end}.{var.name}")
            case nodes.Field(prefix=prefix, name=name):
                return self.word(prefix + name)
            case nodes.Const(value=value):
                return self.number(value)
            case nodes.Param(name=name, default=default):
                return self.number(self._params.get(name, default or 0))
            case nodes.Plus(left=left, right=right, minus=minus):
                one, other = self._term(left), self._term(right)
                return one - other if minus else one + other
            case nodes.AsNumber(condition=condition):
                return self._solver.If(self._condition(condition), self.number(1), self.number(0))
            case _:
                raise TypeError(f"{term} is no word")

    def _condition(self, condition: Condition) -> Any:
        match condition:
            case nodes.Truth(value=value):
                return self._solver.BoolVal(value)
            case nodes.Compare():
                return self._compare(condition)
            case nodes.Holds(flag=flag):
                return self._term(flag) != 0
            case nodes.HasBits(field=field, mask=mask):
                return self._term(field) & mask == mask
            case nodes.Not(part=part):
                return self._solver.Not(self._condition(part))
            case nodes.All(parts=parts):
                return self._solver.And(*(self._condition(part) for part in parts))
            case nodes.Some(parts=parts):
                return self._solver.Or(*(self._condition(part) for part in parts))
            case nodes.Named(part=part):
                return self._condition(part)
            case _:
                raise TypeError(f"{condition} is not about words")

    def _compare(self, node: nodes.Compare) -> Any:
        left, right = self._term(node.left), self._term(node.right)
        if node.op == "==":
            return left == right
        if not node.seq:
            return self._solver.ULT(left, right) if node.op == "<" else self._solver.ULE(left, right)
        less = left - right < 0  # as a number with a sign
        return less if node.op == "<" else self._solver.Or(left == right, less)
