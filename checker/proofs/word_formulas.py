"""Formulas of the notation over 32-bit words, as a solver reads them.

A sequence number is a word; ``<`` is the sign of the difference (RFC 9293 3.4), at a distance of 2^31 both ways.
A count (octets, a window) is a word without a sign; a formula that takes a count below nothing has no meaning here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checker.proofs.relation.formulas import Formulas
from spec.notation import nodes
from spec.notation.formulas import Bool, Count, Seq

BITS = 32


class Words(Formulas[Any]):
    """The solver's words (``z.And``, ``z.Or``, ...), and the notation's formulas in them."""

    def __init__(self, solver: Any, params: Mapping[str, int] | None = None) -> None:
        super().__init__(solver)
        self._params = params or {}
        self.read: dict[str, Any] = {}
        """Every variable and field that a formula read, by name."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self.solver, name)

    def word(self, name: str) -> Any:
        """The variable or field of that name: any number of 32 bits."""
        if name not in self.read:
            self.read[name] = self.solver.BitVec(name, BITS)
        return self.read[name]

    def of(self, formula: Bool | Seq[Any] | Count) -> Any:
        """A formula or a term of the notation."""
        return self.condition(formula.node) if isinstance(formula, Bool) else self.term(formula.node)

    def number(self, value: int) -> Any:
        """A number of 32 bits."""
        return self.solver.BitVecVal(value, BITS)

    def variable(self, term: nodes.Var | nodes.Of) -> Any:
        return self.word(f"{term.end}.{term.var.name}" if isinstance(term, nodes.Of) else term.name)

    def field(self, term: nodes.Field) -> Any:
        return self.word(term.prefix + term.name)

    def parameter(self, term: nodes.Param) -> int:
        return self._params.get(term.name, term.default or 0)

    def plus(self, left: Any, right: Any, *, minus: bool, seq: bool) -> Any:
        return left - right if minus else left + right

    def compared(self, op: str, left: Any, right: Any, *, seq: bool) -> Any:
        if op == "==":
            return left == right
        if not seq:
            return self.solver.ULT(left, right) if op == "<" else self.solver.ULE(left, right)
        less = left - right < 0  # as a number with a sign
        return less if op == "<" else self.solver.Or(left == right, less)

    def either(self, condition: Any, yes: Any, no: Any) -> Any:
        return self.solver.If(condition, yes, no)

    def has_bits(self, value: Any, mask: int) -> Any:
        return value & mask == mask
