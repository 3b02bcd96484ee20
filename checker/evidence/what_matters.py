"""What a counterexample needs: messages in flight at the start and effects of rows, each left out by trying.

Delta debugging (Zeller and Hildebrandt 2002), one piece after the other: the same schedule is taken by a system without
the piece, and where the property is violated all the same the piece stays out.  A shortest run needs each of its steps,
so that none is tried.  Only for what a single state decides: any other violation takes a search for each piece.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from checker.evidence.counterfactual import schedule
from checker.evidence.turned_false import Turned, turned_false
from checker.knowledge.needed import asks_knowledge
from checker.reference.formulas import true_in
from checker.reference.interpreter import Interpreter
from checker.results.runs import Trace
from checker.rows.wording import Wording
from checker.verdicts.exploration import Exploration
from spec.notation.errors import SpecError
from spec.notation.messages import Flying, Send
from spec.notation.nodes import End
from spec.notation.properties import Always
from spec.notation.row_changes import with_rows
from spec.notation.rows import Effect, Row
from spec.notation.systems import ENDS, System
from spec.notation.variables import Assign, Draw

MOST = 60
"""Pieces that are tried."""
Piece = Flying | tuple[End, str, int]
"""A message in flight at the start, or an effect: the end, the row, the place of the effect in it."""


@dataclass(frozen=True, slots=True)
class Matters:
    """What was left out without losing the violation, and what could not be."""

    needed: tuple[Piece, ...]
    idle: tuple[Piece, ...]
    """With all of these left out the same schedule still violates the property."""
    left: int
    """Pieces that were not tried, or that the notation does not let out."""
    unheard: frozenset[tuple[End, str]]
    """Rows whose messages can all be left out."""


def what_matters(found: Exploration, name: str) -> Matters | None:
    """The pieces of a counterexample to an ``Always``; None where there is none, or where no state decides it."""
    asked, trace, turned = found.properties[name], found.answers[name].trace, turned_false(found, name)
    if turned is None or trace is None or not isinstance(asked, Always) or asks_knowledge(asked):
        return None
    return _Trying(found, asked, trace, turned).pieces()


class _Trying:
    def __init__(self, found: Exploration, asked: Always, trace: Trace, turned: Turned) -> None:
        self.system, self.asked, self.trace = found.system, asked, trace
        self.values = {path: value for path, value in turned.values.items() if path != "in flight"}
        self.ghosts = found.successors.ghosts
        self.rows: set[tuple[End, str]] = {(step.end, row.name) for step in trace.steps for row in step.rows}
        self.rows |= {("B", row.name) for step in trace.steps for row in step.peer_rows}

    def pieces(self) -> Matters:
        """Each piece tried in turn, what was left out before staying out."""
        needed, idle, left = list[Piece](), list[Piece](), 0
        for place, piece in enumerate(self._all()):
            still = self._violates([*idle, piece]) if place < MOST else None
            left += still is None
            if still is not None:
                (idle if still else needed).append(piece)
        return Matters(tuple(needed), tuple(idle), left, frozenset(self._unheard(idle)))

    def _unheard(self, idle: list[Piece]) -> Iterator[tuple[End, str]]:
        for end, name in self.rows:
            (row,) = (one for one in self.system.machine(end).rows if one.name == name)
            if all((end, name, place) in idle for place, one in enumerate(row.do) if isinstance(one, Send)):
                yield end, name

    def _all(self) -> Iterator[Piece]:
        yield from self.system.in_flight
        for end in ENDS:
            for row in self.system.machine(end).rows:
                for place, one in enumerate(row.do):
                    if (end, row.name) in self.rows and _is_protocol(one):
                        yield end, row.name, place

    def _violates(self, out: list[Piece]) -> bool | None:
        """Whether the schedule violates the property in the same way without those; None where that is refused.

        In the same way: every step can be taken, only the last one violates, and what is spoken of has the same values.
        """
        try:
            system = without(self.system, out)
            interpreter = Interpreter(system, self.ghosts)
        except SpecError:
            return None
        taken = schedule(interpreter, self.trace)
        broken = [not true_in(self.asked.formula, system, interpreter.frames, at) for at in taken]
        last = Wording(interpreter.frames).point(taken[-1])
        alike = all(last.value(path) == value for path, value in self.values.items())
        first = next((place for place, one in enumerate(broken) if one), None)
        return alike and first == len(self.trace.steps)


def _is_protocol(effect: Effect) -> bool:
    """Whether it is the protocol's: not what only properties read."""
    return isinstance(effect, Send | Draw) or (isinstance(effect, Assign) and not effect.var.ghost)


def without(system: System, out: list[Piece]) -> System:
    """The system without these pieces; a variable that would be set keeps its value."""
    flying = tuple(one for one in system.in_flight if one not in out)
    machines = {end: with_rows(system.machine(end), dict(_less(system, end, out))) for end in ENDS}
    return replace(system, A=machines["A"], B=machines["B"], in_flight=flying)


def _less(system: System, end: End, out: list[Piece]) -> Iterator[tuple[str, Row]]:
    places: dict[str, set[int]] = {}
    for piece in out:
        if not isinstance(piece, Flying) and piece[0] == end:
            places.setdefault(piece[1], set()).add(piece[2])
    known: Mapping[str, Row] = {row.name: row for row in system.machine(end).declared}
    for name, some in places.items():
        kept = [one if place not in some else _kept(one) for place, one in enumerate(known[name].do)]
        less = tuple(one for one in kept if one is not None)
        yield name, replace(known[name], do=less, made_from=known[name], name="")


def _kept(effect: Effect) -> Effect | None:
    return Assign(effect.var, effect.var) if isinstance(effect, Assign | Draw) else None
