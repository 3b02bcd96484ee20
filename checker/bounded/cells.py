"""What a configuration is made of for the solver: named cells, each with a symbol at every step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Cell:
    """One part of a configuration: a truth value, or a number of so many bits."""

    name: str
    bits: int
    """0: a truth value."""
    start: int = 0


class Cells:
    """The cells of a system.  ``before`` and ``after`` are the symbols of a step; ``at`` those of a numbered one."""

    def __init__(self, solver: Any) -> None:
        self.solver = solver
        self.cells: list[Cell] = []
        self.before: list[Any] = []
        self.choices: list[Any] = []
        """What a step chooses besides: which of the things that may happen, and how."""
        self.next: dict[str, Any] = {}
        """The term for each cell after a step, over ``before`` and ``choices``; where there is none it stays."""

    def add(self, name: str, bits: int, start: int) -> Any:
        """A cell; its symbol before a step."""
        self.cells.append(Cell(name, bits, start))
        self.before.append(self._symbol(name, bits))
        return self.before[-1]

    def choice(self, symbol: Any) -> Any:
        """Something that a step chooses."""
        self.choices.append(symbol)
        return symbol

    def _symbol(self, name: str, bits: int) -> Any:
        return self.solver.BitVec(name, bits) if bits else self.solver.Bool(name)

    def at(self, step: int) -> list[Any]:
        """The cells' symbols after so many steps."""
        return [self._symbol(f"{one.name} @{step}", one.bits) for one in self.cells]

    def chosen_at(self, step: int) -> list[Any]:
        """The choices' symbols of the step that follows."""
        made: list[Any] = []
        for one in self.choices:
            bits = 0 if self.solver.is_bool(one) else one.size()
            made.append(self._symbol(f"{one} @{step}", bits))
        return made

    def starting(self) -> list[Any]:
        """What is true of the cells at the start."""
        made: list[Any] = []
        for cell, symbol in zip(self.cells, self.at(0), strict=True):
            made.append(symbol == (bool(cell.start) if not cell.bits else cell.start))
        return made

    def moved(self) -> list[Any]:
        """That each cell after a step is what it becomes; ``after`` are its symbols."""
        pairs = zip(self.cells, self.before, self.after, strict=True)
        return [then == self.next.get(cell.name, now) for cell, now, then in pairs]

    @property
    def after(self) -> list[Any]:
        """The cells' symbols after a step."""
        return [self._symbol(f"{one.name}'", one.bits) for one in self.cells]

    def values(self, model: Any, step: int) -> Mapping[str, int]:
        """The cells' values in a model of the solver."""
        found: dict[str, int] = {}
        for cell, symbol in zip(self.cells, self.at(step), strict=True):
            value = model.eval(symbol, model_completion=True)
            found[cell.name] = value.as_long() if cell.bits else int(self.solver.is_true(value))
        return found

    def differ(self, step: int, other: int) -> Any:
        """Whether the configurations after so many steps are different ones."""
        return self.solver.Or([one != two for one, two in zip(self.at(step), self.at(other), strict=True)])

    def put(self, term: Any, step: int, extra: Sequence[tuple[Any, Any]] = ()) -> Any:
        """A term over ``before`` and ``choices``, with the symbols of a numbered step."""
        pairs = [*zip(self.before, self.at(step), strict=True), *zip(self.choices, self.chosen_at(step), strict=True)]
        return self.solver.substitute(term, *pairs, *extra)
