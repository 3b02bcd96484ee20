"""One end's steps over whole numbers, which never come around: sums and comparisons without a modulus."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from checker.keys import size
from checker.relation.numbers import Ranged
from checker.relation.paths import EndRelation
from spec.notation import nodes
from spec.notation.nodes import Condition, Domain


class Integers(EndRelation):
    """Paths and formulas of one end, with an integer where :class:`EndRelation` has a word; bits stay words.

    ``state``: the symbol of the control state, by its place in the frame's states.
    """

    @property
    def state(self) -> Any:
        """The place of the control state."""
        return self.solver.Int(f"{self.prefix}state")

    def symbol(self, name: str, domain: Domain) -> Any:
        return super().symbol(name, domain) if isinstance(domain, nodes.Bits) else self.solver.Int(name)

    def ranged(self, word: Any, domain: Domain) -> Ranged:
        return Ranged(word, 0, 0)

    def stored(self, value: Ranged, domain: Domain) -> Any:
        return value.word

    def number(self, value: int) -> Ranged:
        return Ranged(self.solver.IntVal(value), value, value)

    def between(self, value: Ranged, least: int, most: int) -> Any:
        return self.solver.And(least <= value.word, value.word <= most)

    def plus(self, left: Ranged, right: Ranged, *, minus: bool, seq: bool) -> Ranged:
        return Ranged(left.word - right.word if minus else left.word + right.word, 0, 0)

    def compared(self, op: str, left: Ranged, right: Ranged, *, seq: bool) -> Any:
        one, other = left.word, right.word
        return one == other if op == "==" else one < other if op == "<" else one <= other

    def either(self, condition: Any, yes: Ranged, no: Ranged) -> Ranged:
        return Ranged(self.solver.If(condition, yes.word, no.word), 0, 0)

    def has_bits(self, value: Ranged, mask: int) -> Any:
        return value.word & mask == mask

    def variable(self, term: nodes.Var | nodes.Of) -> Ranged:
        return super().variable(term.var if isinstance(term, nodes.Of) else term)

    def outside(self, condition: Condition) -> Any:
        if isinstance(condition, nodes.InState):
            places = [self.frame.states.index(state) for state in condition.states]
            return self.solver.Or(*(self.state == place for place in places))
        return super().outside(condition)

    def arriving(self) -> Iterator[tuple[Any, Any]]:
        """Each field of a message that counts something, and that it is no more than it may be."""
        for field, symbol in self.fields.items():
            if not isinstance(field.domain, nodes.Bits | nodes.Seqs):
                yield symbol, self.between(Ranged(symbol, 0, 0), 0, size(field.domain, self.system) - 1)
