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
        return self._model(self.said(assumed)) is not None

    def follows(self, assumed: Assumed, claimed: Assumed) -> bool:
        """Whether the one implies the other for all numbers."""
        return self._model([*self.said(assumed), self.not_all(claimed)]) is None

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

    def example(self, assumed: Assumed, liked: Sequence[Base]) -> Mapping[str, int] | None:
        """Numbers that keep to it, by the names of their bases; None where there are none.

        Each base is the number that it shows, if it can be.
        """
        remaining = Remaining(self)
        remaining.keep(assumed)
        return remaining.example(liked)

    def apart(self, one: Assumed, others: Sequence[Assumed]) -> bool:
        """Whether no numbers keep to the one and to any of the others."""
        some = self._z3.Or(*(self._z3.And(*self.said(other)) for other in others))
        return self._model([*self.said(one), some]) is None

    def _model(self, formulas: Sequence[Any]) -> Any:
        solver = self.solver()
        solver.add(*formulas)
        return self.model(solver)

    def solver(self) -> Any:
        """A solver with a time limit for each query."""
        solver = self._z3.Solver()
        solver.set("timeout", MILLISECONDS)
        return solver

    def model(self, solver: Any) -> Any:
        """Numbers of which all that it was told is true; None where there are none.  Undecided where it gives up."""
        self.calls += 1
        said = str(solver.check())
        if said == "unknown":
            raise Undecided(f"the solver gave up: {solver.reason_unknown()}")
        return solver.model() if said == "sat" else None

    def said(self, assumed: Assumed) -> list[Any]:
        """Answers as formulas."""
        said = ((self._formula(question), answer) for question, answer in sorted(assumed))
        return [formula if answer else self._z3.Not(formula) for formula, answer in said]

    def not_all(self, assumed: Assumed) -> Any:
        """That some answer is another."""
        return self._z3.Not(self._z3.And(*self.said(assumed)))

    def _formula(self, question: Question) -> Any:
        total = self._sum(question.bases, question.offset)
        if question.kind == "below":
            return self._z3.ULT(total, self._sum(question.than, question.most))
        return total == 0 if question.kind == "zero" else total < 0

    def _sum(self, bases: Sum, offset: int) -> Any:
        total = self._z3.BitVecVal(offset, BITS)
        for base, times in bases:
            total = total + times * self.word(base)
        return total

    def word(self, base: Base) -> Any:
        return self._z3.BitVec(base.name, BITS)


class Remaining:
    """The placements that are left, as more and more is said of them."""

    def __init__(self, prover: Prover) -> None:
        self._prover, self._solver = prover, prover.solver()

    def keep(self, assumed: Assumed) -> None:
        """Leave those that keep to it."""
        self._solver.add(*self._prover.said(assumed))

    def without(self, assumed: Assumed) -> None:
        """Leave those that do not keep to all of it."""
        self._solver.add(self._prover.not_all(assumed))

    def example(self, liked: Sequence[Base]) -> Mapping[str, int] | None:
        """Numbers that are left, by the names of their bases, each the one that its base shows if it can be."""
        if self._prover.model(self._solver) is None:
            return None
        found: dict[str, int] = {}
        self._solver.push()
        for base in liked:
            found[base.name] = self._number(base)
            self._solver.add(self._prover.word(base) == found[base.name])
        self._solver.pop()
        return found

    def _number(self, base: Base) -> int:
        word = self._prover.word(base)
        self._solver.push()
        self._solver.add(word == base.shown)
        can_be = self._prover.model(self._solver) is not None
        self._solver.pop()
        if can_be:
            return base.shown
        return int(self._prover.model(self._solver).eval(word, model_completion=True).as_long())
