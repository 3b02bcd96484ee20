"""Formulas weakened to what they say of some symbols: whatever else they ask may be so or not."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any


class Reading:
    """Which symbols a term reads, by their names; remembered for terms that are met again."""

    def __init__(self, solver: Any) -> None:
        self.solver = solver
        self._known: dict[int, tuple[Any, frozenset[str]]] = {}  # an identity lasts as long as its term

    def names(self, term: Any) -> frozenset[str]:
        """The names of a term's symbols."""
        known = self._known.get(term.get_id())
        if known is None:
            own = {str(term)} if self.is_symbol(term) else set[str]()
            known = term, frozenset(own.union(*(self.names(part) for part in term.children())))
            self._known[term.get_id()] = known
        return known[1]

    def is_symbol(self, term: Any) -> bool:
        """Whether a term is a symbol, and no number."""
        return bool(term.num_args() == 0 and term.decl().kind() == self.solver.Z3_OP_UNINTERPRETED)

    def symbols(self, term: Any) -> list[Any]:
        """The symbols of a term, each once."""
        found: dict[int, Any] = {}
        seen, todo = set[int](), [term]
        while todo:
            part = todo.pop()
            if part.get_id() not in seen:
                seen.add(part.get_id())
                todo += part.children()
                if self.is_symbol(part):
                    found[part.get_id()] = part
        return list(found.values())

    def comparisons(self, formula: Any) -> Iterator[Any]:
        """The comparisons of which a formula is made."""
        if is_made_of_formulas(self.solver, formula):
            for part in formula.children():
                yield from self.comparisons(part)
        else:
            yield formula

    def weaker(self, formula: Any, left_out: Container[str]) -> Any:
        """What follows from a formula, and reads none of these symbols."""
        return self.solver.simplify(self._weak(formula, left_out, yes=True))

    def _weak(self, formula: Any, left_out: Container[str], *, yes: bool) -> Any:
        """What follows from a formula; where not ``yes``, what it follows from."""
        z = self.solver
        if not any(name in left_out for name in self.names(formula)):
            return formula
        if not is_made_of_formulas(z, formula):
            return z.BoolVal(yes)
        if z.is_not(formula):
            return z.Not(self._weak(formula.arg(0), left_out, yes=not yes))
        parts = [self._weak(part, left_out, yes=yes) for part in formula.children()]
        return z.And(*parts) if z.is_and(formula) else z.Or(*parts)


def is_made_of_formulas(solver: Any, formula: Any) -> bool:
    """Whether it is a negation, a conjunction or a disjunction."""
    return bool(solver.is_not(formula) or solver.is_and(formula) or solver.is_or(formula))
