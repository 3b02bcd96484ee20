"""The reachable states for all numbers, as literally as can be: the reference of the symbolic explorer.

The reference interpreter takes every step of every configuration, and where a comparison is open the step is taken
under each answer.  Nothing is worked out once, written alike, or left out because it makes no difference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from checker.numbers.free_numbers import Bases, freed
from checker.numbers.regions import EVERYWHERE, Regions
from checker.numbers.satisfiable import Oracle
from checker.numbers.solver import Solver
from checker.packed.predicates import ghosts_in
from checker.reference.formulas import true_in
from checker.reference.interpreter import Interpreter, Move
from checker.rows.configuration import Configuration
from spec.notation.formulas import Bool
from spec.notation.systems import System


class Literal:
    """Every configuration with the regions for which it is reached."""

    def __init__(self, system: System, formulas: Iterable[Bool], most: int) -> None:
        free, self.bases = freed(system)
        self.interpreter = Interpreter(free, ghosts_in(list(formulas)))
        self.regions = Regions(Oracle(Solver()))
        self.reached: dict[Configuration, list[int]] = {}
        self.complete = self._explore(most)

    def _explore(self, most: int) -> bool:
        todo = [(self.interpreter.start(), EVERYWHERE)]
        while todo:
            at, region = todo.pop()
            known = self.reached.setdefault(at, [])
            if any(self.regions.within(region, one) for one in known):
                continue
            known.append(region)
            if sum(map(len, self.reached.values())) > most:
                return False
            todo += self._after(at, region)
        return True

    def _after(self, at: Configuration, region: int) -> list[tuple[Configuration, int]]:
        found: list[tuple[Configuration, int]] = []
        for chance in self.interpreter.chances(at):

            def work(chance: Callable[[], Iterable[Move]] = chance) -> list[Move]:
                return list(chance())

            for moves, where in self.regions.split(work, region):
                found += [(move.after, where) for move in moves if move.after is not None]
        return found

    def where(self, formula: Bool) -> list[int]:
        """The regions in which the formula is true in some state."""
        found: list[int] = []
        for at, regions in self.reached.items():

            def work(at: Configuration = at) -> bool:
                return true_in(formula, self.interpreter.system, self.interpreter.frames, at)

            for region in regions:
                found += [where for true, where in self.regions.split(work, region) if true]
        return found


__all__ = ["Bases", "Literal"]
