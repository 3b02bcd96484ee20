"""The reachable states for all 2^32 numbers at once.

A state is a configuration whose numbers are words, with what has been assumed of them.  The literal interpreter steps
through it; where a comparison is open, the step is taken twice, once under each answer.  A state that was met under
fewer assumptions need not be met again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from checker.configuration import Configuration
from checker.interpret import Interpreter, Move
from checker.predicates import ghosts_in
from checker.property_reader import true_in
from checker.symbolic.canonical import canonical, resolved
from checker.symbolic.freed import Bases, freed
from checker.symbolic.numbers import Asked, Question, Split
from checker.symbolic.oracle import Assumed, Oracle
from spec.notation.formulas import Bool
from spec.notation.nodes import End, Var
from spec.notation.systems import System

T = TypeVar("T")
NOTHING: Assumed = frozenset()


@dataclass
class Symbolic:
    """What was found: configurations, each with what was assumed to come there, and whence."""

    interpreter: Interpreter
    ghosts: frozenset[tuple[End, Var]]
    bases: Bases
    oracle: Oracle
    order: list[tuple[Configuration, Assumed]] = field(default_factory=list[tuple[Configuration, Assumed]])
    whence: list[tuple[int, Move | None]] = field(default_factory=list[tuple[int, "Move | None"]])
    transitions: int = 0
    complete: bool = True
    cuts: set[str] = field(default_factory=set[str])
    _met: dict[Configuration, list[Assumed]] = field(default_factory=dict[Configuration, list[Assumed]])

    def under(self, assumed: Assumed, work: Callable[[], T]) -> Iterator[tuple[T, Assumed]]:
        """What the work gives under the assumptions: once, or once for each answer to what it had to ask."""
        token = Asked.set(lambda question: self.oracle.ask(question, assumed))
        try:
            done = work()
        except Split as open_:
            question: Question = open_.question
        else:
            yield done, assumed
            return
        finally:
            Asked.reset(token)
        for answer in (True, False):
            yield from self.under(assumed | {(question, answer)}, work)

    def add(self, configuration: Configuration, assumed: Assumed, before: int, move: Move | None) -> None:
        """A state, unless it was met under fewer assumptions."""
        met = self._met.setdefault(configuration, [])
        if any(known <= assumed for known in met):
            return
        met.append(assumed)
        self.order.append((configuration, assumed))
        self.whence.append((before, move))

    def path(self, place: int) -> list[tuple[Configuration, Move | None]]:
        """The run to a state."""
        run: list[tuple[Configuration, Move | None]] = []
        while place >= 0:
            before, move = self.whence[place]
            run.append((self.order[place][0], move))
            place = before
        return run[::-1]

    def where(self, formula: Bool) -> Iterator[tuple[int, Assumed]]:
        """Every state in which the formula can be true, with what has to be assumed."""
        system, frames = self.interpreter.system, self.interpreter.frames
        for place, (at, assumed) in enumerate(self.order):
            for true, more in self.under(assumed, lambda at=at: true_in(formula, system, frames, at)):  # type: ignore[misc]
                if true:
                    yield place, more


def explore(system: System, formulas: Iterable[Bool], max_states: int = 20_000) -> Symbolic:
    """Every state, for every choice of numbers."""
    free, bases = freed(system)
    ghosts = ghosts_in(list(formulas))
    interpreter = Interpreter(free, ghosts)
    found = Symbolic(interpreter, ghosts, bases, Oracle())
    found.add(interpreter.start(), NOTHING, -1, None)
    place = 0
    while place < len(found.order):
        if len(found.order) > max_states:
            found.complete = False
            break
        _expand(found, place)
        place += 1
    return found


def _expand(found: Symbolic, place: int) -> None:
    at, assumed = found.order[place]
    for chance in found.interpreter.chances(at):
        ways: dict[Configuration, list[tuple[Move, Assumed]]] = {}
        for moves, more in found.under(assumed, lambda chance=chance: list(chance())):  # type: ignore[misc]
            for move in moves:
                if move.after is None:
                    found.cuts.add(move.cut)
                else:
                    after, kept = canonical(move.after, more)
                    ways.setdefault(after, []).append((move, kept))
        for after, led in ways.items():
            for kept in resolved(kept for _, kept in led):
                found.transitions += 1
                found.add(after, kept, place, led[0][0])
