"""Exact probabilities over a finished search without loops.

A probability is a polynomial in p, the probability that a message is lost; where it is given that something else
happens, a quotient of two.  It is worked out as such, with exact coefficients, and compared with the formula that was
declared, of which p itself is put in.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import cast

from checker.packed.successors import Successors
from checker.packed.transition import Happening
from checker.search.breadth_first import Search
from checker.verdicts.rational import ONE, REST, P, Polynomial, Rational, plus, product
from spec.notation.errors import Place, SpecError

Goal = Callable[[int], bool]


def _weight(lost: bool | None) -> Polynomial:
    return ONE if lost is None else P if lost else REST


class Chances:
    """The probabilities of a system in which one thing happens at a time."""

    def __init__(self, successors: Successors, search: Search, place: Place) -> None:
        self.successors, self.search, self.place = successors, search, place
        self._next = [self._branches(packed) for packed in search.order]
        self._places = {packed: number for number, packed in enumerate(search.order)}
        self._backwards = self._ends_first()

    def of(self, goal: Goal) -> Polynomial:
        """The probability of a run that ends at the goal."""
        known: dict[int, Polynomial] = {}
        for place in self._backwards:
            packed, branches = self.search.order[place], self._next[place]
            known[place] = ONE if not branches and goal(packed) else ()
            for lost, to in branches:
                known[place] = plus(known[place], product(_weight(lost), known[self._places[to]]))
        return known[0]

    def declared(self, equals: Callable[[Fraction], Fraction]) -> Rational:
        """The formula that was declared.  SpecError where it is none in p."""
        try:
            return Rational.of(cast("Callable[[Rational], object]", equals)(Rational(P)))
        except (TypeError, ValueError, ArithmeticError) as why:
            raise SpecError(
                f"{self.place}: equals=... is no formula in p ({why}): write it with p, whole numbers, fractions, "
                "+, -, *, / and **"
            ) from None

    def _branches(self, packed: int) -> list[tuple[bool | None, int]]:
        """Where it may go on to: lost or not, or (None) the one thing that happens."""
        found = list(self.successors.followed(packed))
        fates = [(one.action == "lose", after) for _, one, after in found if one.key >= 0]
        if sorted(lost for lost, _ in fates) == [False, True]:
            return [*fates]
        if [lost for lost, _ in fates] == [False] == [False] * len(found):
            return [(None, after) for _, after in fates]  # it cannot be lost
        if not fates and len(found) <= 1:
            return [(None, after) for _, _, after in found]
        raise SpecError(f"{self.place}: a chance needs one thing at a time: {self._said([one for _, one, _ in found])}")

    def _said(self, happenings: list[Happening]) -> str:
        return f"in some state {len(happenings)} things may happen, of which none is less likely than another"

    def _ends_first(self) -> list[int]:
        """Every place after those that follow it, depth first.  SpecError where a run comes back."""
        found: list[int] = []
        state: dict[int, bool] = {}
        stack = [(0, False)]
        while stack:
            place, done = stack.pop()
            if done:
                state[place] = True
                found.append(place)
            elif place not in state:
                state[place] = False
                stack.append((place, True))
                stack.extend((self._onward(to, state), False) for _, to in self._next[place])
        return found

    def _onward(self, to: int, state: dict[int, bool]) -> int:
        place = self._places[to]
        if state.get(place) is False:
            raise SpecError(f"{self.place}: a chance needs runs that end, and here one comes back to where it was")
        return place
