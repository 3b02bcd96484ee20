"""What follows from a placement, over bit vectors of 32 bits: Z3, one pair of bases after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from checker.joining.distances import Assumed, Distances, as_distance, pair_of
from checker.joining.numbers import Base, Question, Sum

BITS = 32
MILLISECONDS = 10_000
"""So long a query may take."""


class Undecided(Exception):
    """The solver gave up."""


class Prover:
    """A solver that is asked about placements."""

    def __init__(self) -> None:
        import z3  # takes a while

        self._z3: Any = z3
        self.calls = 0

    def possible(self, assumed: Assumed) -> bool:
        """Whether there are such numbers."""
        return self._model(self._said(assumed)) is not None

    def follows(self, assumed: Assumed, claimed: Assumed) -> bool:
        """Whether the one implies the other for all numbers."""
        return self._model([*self._said(assumed), self._z3.Not(self._z3.And(*self._said(claimed)))]) is None

    def prove(self, kept: Distances, answers: Mapping[Question, bool]) -> bool:
        """Whether the placement implies the answers.

        Of a pair only the distance matters, and any number is the distance of some two.
        """
        by_pair = {pair: frozenset(one for one in answers.items() if pair_of(one[0]) == pair) for pair, _ in kept}
        for pair, claimed in by_pair.items():
            assumed = frozenset((as_distance(one, pair), yes) for one, yes in kept.assumed() if pair_of(one) == pair)
            if not self.follows(assumed, frozenset((as_distance(one, pair), yes) for one, yes in claimed)):
                return False
        about_more = {question: answer for question, answer in answers.items() if pair_of(question) not in by_pair}
        return about_more.items() <= kept.others.items()

    def example(self, assumed: Assumed, liked: Sequence[Base]) -> Mapping[str, int]:
        """Numbers that keep to it, by the names of their bases: each base the one that it shows, if it can be."""
        said, found = self._said(assumed), dict[str, int]()
        for base in liked:
            number = base.shown
            if self._model([*said, self._word(base) == number]) is None:
                model = self._model(said)
                number = model.eval(self._word(base), model_completion=True).as_long()
            said, found[base.name] = [*said, self._word(base) == number], number
        return found

    def _model(self, formulas: Sequence[Any]) -> Any:
        """Numbers of which all of it is true, or None where there are none."""
        self.calls += 1
        solver = self._z3.Solver()
        solver.set("timeout", MILLISECONDS)
        solver.add(*formulas)
        said = str(solver.check())
        if said == "unknown":
            raise Undecided(f"the solver gave up: {solver.reason_unknown()}")
        return solver.model() if said == "sat" else None

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
