"""What follows from assumptions about numbers: Z3, asked each thing once."""

from __future__ import annotations

from typing import Any

from checker.symbolic.numbers import Base, Question, Split, Sum

Assumed = frozenset[tuple[Question, bool]]
"""Questions with their answers."""
BITS = 32


class Oracle:
    """Answers questions under assumptions."""

    def __init__(self) -> None:
        import z3  # takes a while

        self._z3: Any = z3
        self._possible: dict[Assumed, bool] = {}
        self.calls = 0

    def ask(self, question: Question, assumed: Assumed) -> bool:
        """The answer that the assumptions leave; Split where they leave both."""
        if (question, True) in assumed:
            return True
        if (question, False) in assumed:
            return False
        yes, no = (self.possible(assumed | {(question, answer)}) for answer in (True, False))
        if yes and no:
            raise Split(question)
        return yes

    def possible(self, assumed: Assumed) -> bool:
        """Whether there are such numbers."""
        known = self._possible.get(assumed)
        if known is None:
            self.calls += 1
            known = self._possible[assumed] = self._check(self._said(assumed)) is not None
        return known

    def follows(self, assumed: Assumed, other: Assumed) -> bool:
        """Whether the other assumptions follow from these."""
        self.calls += 1
        z = self._z3
        said = [*self._said(assumed), z.Not(z.And(*self._said(other)))] if other else [z.BoolVal(False)]
        return self._check(said) is None

    def example(self, assumed: Assumed, bases: list[Base]) -> dict[Base, int]:
        """Such numbers, each the one that a reader would like if it can be."""
        said, found = self._said(assumed), dict[Base, int]()
        for base in bases:
            liked = [*said, self._word(base) == base.shown]
            model = self._check(liked)
            if model is not None:
                said, found[base] = liked, base.shown
            else:
                model = self._check(said)
                found[base] = model.eval(self._word(base), model_completion=True).as_long()
                said = [*said, self._word(base) == found[base]]
        return found

    def _said(self, assumed: Assumed) -> list[Any]:
        said = ((self._formula(question), answer) for question, answer in sorted(assumed))
        return [formula if answer else self._z3.Not(formula) for formula, answer in said]

    def _formula(self, question: Question) -> Any:
        total = self._sum(question.bases, question.offset)
        if question.kind == "below":
            return self._z3.ULT(total, self._sum(question.than, question.most))
        return total == 0 if question.kind == "zero" else total < 0

    def _sum(self, bases: Sum, offset: int) -> Any:
        total = self._z3.BitVecVal(offset, BITS)
        for base, times in bases:
            total = total + times * self._word(base)
        return total

    def _word(self, base: Base) -> Any:
        return self._z3.BitVec(base.name, BITS)

    def _check(self, formulas: list[Any]) -> Any:
        """A model, or None where there is none."""
        solver = self._z3.Solver()
        solver.add(*formulas)
        said = str(solver.check())
        if said == "unknown":
            raise TimeoutError(str(solver.reason_unknown()))
        return solver.model() if said == "sat" else None
