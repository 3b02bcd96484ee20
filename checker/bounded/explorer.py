"""The bounded engine: shortest counterexamples and witnesses from a solver, and what it cannot show left open.

It lists no state.  Where a run of k steps that visits nothing twice is impossible every state lies nearer than k, and
what was not found does not exist; else a property that no run of k steps refutes is NOT ESTABLISHED.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from checker.bounded.asking import Asking
from checker.bounded.telling import told
from checker.bounded.transition import Transition
from checker.bounded.unrolling import Undecided, Unrolling
from checker.configuration import Configuration
from checker.interpret import Interpreter
from checker.knowledge.asked import asks_knowledge
from checker.literal_replay import NotReplayed, replayed
from checker.predicates import ghosts_in, predicate
from checker.results import Answer, Trace, Verdict
from checker.successors import Successors
from spec.notation.formulas_of import formulas
from spec.notation.models import Model
from spec.notation.nodes import End
from spec.notation.properties import Always, NeverStuck, Property, Sometimes
from spec.notation.systems import System

SECONDS = 30.0
"""The solver's time for one question, where nobody says how much, nor for all of them together."""
BOUND_MET = "a bound of the search was met"
DECIDED = (Always, Sometimes, NeverStuck)
"""The properties that a run of bounded length may decide."""
NOT_ONE = "no single run of bounded length decides it"
KNOWLEDGE = "who knows what depends on every run"
FOUND: Mapping[type, Verdict] = {
    Always: Verdict.VIOLATED,
    NeverStuck: Verdict.VIOLATED,
    Sometimes: Verdict.POSSIBLE,
}
SHOWS: Mapping[type, str] = {Always: "violates it", NeverStuck: "comes to a dead end", Sometimes: "reaches it"}


@dataclass(frozen=True, slots=True)
class Size:
    """What the solver has for each step: cells of a configuration and their bits, and each end's paths of the rows."""

    cells: int
    bits: int
    paths: Mapping[End, int]


@dataclass
class Bounded:
    """What was found in all runs of so many steps."""

    name: str
    system: System
    properties: Mapping[str, Property]
    asked: int
    """The depth asked for."""
    answers: Mapping[str, Answer] = field(default_factory=dict[str, Answer])
    depth: int = -1
    """All runs of so many steps were looked at; -1: not even the start."""
    complete: bool = False
    """Whether no state lies deeper."""
    cut: str = ""
    """What came before the depth asked for."""
    questions: int = 0
    """How often the solver was asked."""
    seconds: float = 0.0
    asking: float = 0.0
    """Seconds that the solver took of them."""
    after: list[float] = field(default_factory=list[float])
    """Seconds after which all runs of 0, 1, ... steps were looked at."""
    size: Size | None = None
    interrupted: bool = False
    engine: str = "bounded"


def explore_bounded(
    system: System | Model,
    properties: Sequence[Property] | Mapping[str, Property] = (),
    *,
    depth: int,
    timeout: float | None = None,
    question: float | None = None,
    save: Path | None = None,
) -> Bounded:
    """The properties' verdicts from all runs of at most so many steps.

    ``timeout``: seconds for everything; ``question``: seconds for one question to the solver, where none are given 30,
    or all that ``timeout`` leaves; ``save``: a folder for the questions that it leaves open, as SMT-LIB.
    SpecError as :func:`checker.explore.explore` raises it; NotReplayed where the reference interpreter does not take a
    run that was found, which is an error of this engine.
    """
    begun = time.perf_counter()
    asked = properties if isinstance(properties, Mapping) else {one.about: one for one in properties}
    if isinstance(system, Model):
        found = Bounded(system.name, system.system, asked or system.properties, depth)
    else:
        found = Bounded(f"{system.A.__name__} / {system.B.__name__}", system, asked, depth)
    decided = {name: one for name, one in found.properties.items() if _decides(one)}
    deadline = None if timeout is None else begun + timeout
    seconds = _for_one(question, timeout)
    _Looking(found, decided, lambda relation: Unrolling(relation, seconds, deadline, save)).look()
    found.seconds = time.perf_counter() - begun
    return found


def _for_one(question: float | None, timeout: float | None) -> float:
    """The solver's seconds for one question.

    >>> _for_one(None, None), _for_one(None, 100.0), _for_one(5.0, 100.0)
    (30.0, 100.0, 5.0)
    """
    if question is not None:
        return question
    return SECONDS if timeout is None else timeout


def _decides(one: Property) -> bool:
    return isinstance(one, DECIDED) and not asks_knowledge(one)


class _Looking:
    """The work on one system."""

    def __init__(
        self, found: Bounded, decided: Mapping[str, Property], unrolled: Callable[[Transition], Unrolling]
    ) -> None:
        self.found, self.decided, self.begun = found, decided, time.perf_counter()
        asked = [formula for one in decided.values() for formula in formulas(one)]
        self.successors = Successors(found.system, ghosts_in(asked))
        for one in decided.values():
            for formula in formulas(one):
                predicate(self.successors.layout, formula, one.place)  # refuses what the machines do not have
        self.interpreter = Interpreter(found.system, self.successors.ghosts)
        self.transition = Transition(self.successors)
        self.unrolling = unrolled(self.transition)
        self.goals = self._goals()
        self._outside, self._bound = self.transition.outside(), self.transition.meets_bound()
        self.runs: dict[str, list[Configuration]] = {}
        self.bound_met = False

    def look(self) -> None:
        """Look at longer and longer runs, until nothing is open or the depth is reached."""
        found = self.found
        try:
            self._look()
        except Undecided as why:
            found.cut = str(why)
        except KeyboardInterrupt:
            found.cut, found.interrupted = "Ctrl-C", True
        found.questions, found.asking = self.unrolling.questions, self.unrolling.asking
        found.size = self._size()
        found.answers = {name: self._answer(name, one) for name, one in found.properties.items()}

    def _look(self) -> None:
        while True:
            self._look_here()
            self.found.depth = self.unrolling.depth
            self.found.after.append(time.perf_counter() - self.begun)
            if self.unrolling.depth >= self.found.asked or not self._open():
                return
            self.unrolling.longer()
            if self.unrolling.ends():
                self.found.complete = True
                return

    def _size(self) -> Size:
        cells, acting = self.transition.cells.cells, self.transition.acting
        paths: dict[End, int] = {end: len(one.lives) for end, one in acting.items()}
        return Size(len(cells), sum(max(1, one.bits) for one in cells), paths)

    def _look_here(self) -> None:
        for names, run in self.unrolling.reached(self._open()):
            for name in names:
                self.runs[name] = self._first(name, run)
        self._refuse_outside()
        if not self.bound_met and self._asks_dead_ends():
            self.bound_met = self._begins(self._bound) is not None

    def _refuse_outside(self) -> None:
        """SpecError, by the interpreter, where a row takes a number outside of its bounds in the next step."""
        at = self._begins(self._outside)
        if at is not None:
            self.interpreter.moves(at)
            raise NotReplayed("a row is said to take a number outside of its bounds, and does not")

    def _begins(self, what: Any) -> Configuration | None:
        """A configuration in which such a step may begin, after runs of the length looked at."""
        return None if self.transition.solver.is_false(what) else self.unrolling.happens_next(what)

    def _first(self, name: str, run: list[Configuration]) -> list[Configuration]:
        """The run to show: of the shortest the first, if the solver says which that is; else the one that it gave."""
        if name not in self.decided:
            return run
        try:
            return self.unrolling.first(self.goals[name], self.interpreter)
        except Undecided:
            return run

    def _open(self) -> dict[str, Any]:
        """The goals that are still looked for: a premise as long as its property is."""
        left = [name for name in self.decided if name not in self.runs]
        wanted = [*left, *(_premise(name) for name in left)]
        return {name: goal for name, goal in self.goals.items() if name in wanted and name not in self.runs}

    def _asks_dead_ends(self) -> bool:
        return any(isinstance(one, NeverStuck) for one in self.decided.values())

    def _goals(self) -> dict[str, Any]:
        """What refutes each property, or shows it; and for an Always whether its premise is reached."""
        z, asking = self.transition.solver, Asking(self.transition)
        found: dict[str, Any] = {}
        for name, one in self.decided.items():
            match one:
                case Always():
                    found[name] = z.Not(asking.of(one.formula))
                    found[_premise(name)] = asking.of(one.reached.formula)
                case Sometimes():
                    found[name] = asking.of(one.formula)
                case NeverStuck():
                    found[name] = z.And(self.transition.stuck(), z.Not(asking.of(one.done)))
                case _:
                    pass
        return found

    def _answer(self, name: str, one: Property) -> Answer:
        if name not in self.decided:
            return Answer(name, Verdict.NOT_ESTABLISHED, one.about, why=KNOWLEDGE if asks_knowledge(one) else NOT_ONE)
        if name in self.runs:
            verdict, run = FOUND[type(one)], self.runs[name]
            trace = self._trace(name, one, run, violates=verdict is Verdict.VIOLATED)
            return Answer(name, verdict, one.about, trace, len(trace.steps))
        if self.found.complete:
            return self._without(name, one)
        return Answer(name, Verdict.NOT_ESTABLISHED, one.about, why=self._why(one))

    def _trace(self, name: str, one: Property, run: list[Configuration], *, violates: bool) -> Trace:
        trace = told(self.interpreter, run, name, violates=violates)
        replayed(self.found.system, self.successors.ghosts, one, trace)
        return trace

    def _without(self, name: str, one: Property) -> Answer:
        """The answer where there is no run at all."""
        if isinstance(one, Sometimes):
            return Answer(name, Verdict.IMPOSSIBLE, one.about, witnesses=0)
        if isinstance(one, NeverStuck) and self.bound_met:
            return Answer(name, Verdict.NOT_ESTABLISHED, one.about, why=BOUND_MET)
        if isinstance(one, Always) and _premise(name) not in self.runs:
            return Answer(name, Verdict.VACUOUS, one.about, witnesses=0, why=f"never reached: {one.reached.about}")
        return Answer(name, Verdict.HOLDS, one.about)

    def _why(self, one: Property) -> str:
        shown = SHOWS[type(one)]
        looked = f"no run of {self.found.depth} steps or fewer {shown}" if self.found.depth >= 0 else "nothing was seen"
        return f"{looked}; {self.found.cut}" if self.found.cut else looked


def _premise(name: str) -> str:
    return f"{name}, its premise"
