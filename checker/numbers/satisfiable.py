"""Whether there are numbers of which all that was assumed is true: Z3, asked where the arcs alone do not say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from checker.numbers.solver import Solver, z3
from checker.numbers.words import Base, Below, Key, Region, Sum

BITS = 32
ROUND = (1000, 8000, 90, 100, 1, 0)
"""Numbers that a reader likes, tried where the one that the model shows cannot be."""


class Oracle:
    """Regions as a solver reads them."""

    def __init__(self, solver: Solver | None = None) -> None:
        self.solver = solver or Solver()

    def possible(self, region: Region) -> bool:
        """Whether there are such numbers; they are taken for possible where the solver gives up."""
        return self.solver.check(self._said(region), small=True).word != "unsat"

    def example(self, region: Region, bases: Sequence[Base]) -> Mapping[Base, int] | None:
        """Such numbers, each the one that a reader would like if it can be; None where the solver knows none."""
        said, found = self._said(region), dict[Base, int]()
        for base in bases:
            for liked in dict.fromkeys((base.shown, *ROUND)):
                if self.solver.check([*said, self._word(base) == liked], small=True).word == "sat":
                    found[base] = liked
                    break
            else:
                answer = self.solver.check(said, small=True)
                if answer.word != "sat":
                    return None
                found[base] = answer.model.eval(self._word(base), model_completion=True).as_long()
            said = [*said, self._word(base) == found[base]]
        return found

    def _said(self, region: Region) -> list[Any]:
        return [self._part(key, arcs) for key, arcs in region.items()]

    def _part(self, key: Key, arcs: Sequence[tuple[int, int]]) -> Any:
        z = z3()
        if isinstance(key, Below):
            below = self._below(key)
            return below if arcs == ((1, 2),) else z.Not(below)
        bases = self._sum(key, 0)
        return z.Or(*(z.And(z.UGE(bases, low), z.ULE(bases, high - 1)) for low, high in arcs))

    def _below(self, key: Below) -> Any:
        """With two bits more, as numbers with a sign: nothing comes round."""
        left, right = (
            z3().ZeroExt(3, self._sum(bases, offset)) for bases, offset in ((key.left, key.begin), (key.right, key.end))
        )
        return left + key.more < right

    def _sum(self, bases: Sum, offset: int) -> Any:
        total = z3().BitVecVal(offset, BITS)
        for base, times in bases:
            total = total + times * self._word(base)
        return total

    def _word(self, base: Base) -> Any:
        return z3().BitVec(base.name, BITS)
