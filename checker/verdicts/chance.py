"""Exact probabilities over a finished search without loops.

A probability is a polynomial in p of a degree below the number of messages that a run can send, plus one: two such
polynomials that agree in so many places are the same.  So rational numbers decide, without rounding.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from checker.packed.successors import Successors
from checker.packed.transition import Happening
from checker.search.breadth_first import Search
from spec.notation.errors import Place, SpecError

Goal = Callable[[int], bool]


class Chances:
    """The probabilities of a system in which one thing happens at a time."""

    def __init__(self, successors: Successors, search: Search, place: Place) -> None:
        self.successors, self.search, self.place = successors, search, place
        self._next = [self._branches(packed) for packed in search.order]
        self._places = {packed: number for number, packed in enumerate(search.order)}
        self._backwards = self._ends_first()

    def equal(self, goal: Goal, given: Goal, equals: Callable[[Fraction], Fraction]) -> Fraction | None:
        """A p at which the probability of the goal, given the other, is another than said; None where there is none."""
        for number in range(self.search.depth + 3):
            p = Fraction(number, self.search.depth + 3)
            both = self.of(lambda packed: goal(packed) and given(packed), p)
            if both != equals(p) * self.of(given, p):
                return p
        return None

    def of(self, goal: Goal, p: Fraction) -> Fraction:
        """The probability of a run that ends at the goal."""
        known: dict[int, Fraction] = {}
        for place in self._backwards:
            packed, branches = self.search.order[place], self._next[place]
            if not branches:
                known[place] = Fraction(goal(packed))
            else:
                known[place] = sum(
                    (self._weight(lost, p) * known[self._places[to]] for lost, to in branches), Fraction()
                )
        return known[0]

    def _weight(self, lost: bool | None, p: Fraction) -> Fraction:
        return Fraction(1) if lost is None else p if lost else 1 - p

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
