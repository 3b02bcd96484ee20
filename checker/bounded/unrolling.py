"""A transition relation unrolled step by step in one incremental solver (Biere, Cimatti, Clarke and Zhu 1999)."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from checker.bounded.configurations import configuration, ends_are
from checker.bounded.transition import Transition
from checker.configuration import Configuration
from checker.interpret import Interpreter


class Undecided(Exception):
    """The solver gave no answer; the text says why."""


class Unrolling:
    """All runs of ``depth`` steps, none of which stays where it is for a step.

    A shortest run to anywhere is among them: so are those that visit nothing twice, of which there are none once no
    shortest run is so long (Sheeran, Singh and Stålmarck 2000).  ``seconds``: for one question; ``deadline``: for all,
    of ``time.perf_counter``; ``save``: a folder for the questions that are left open.
    """

    def __init__(
        self, transition: Transition, seconds: float, deadline: float | None = None, save: Path | None = None
    ) -> None:
        self.transition, self.seconds, self.deadline, self.save = transition, seconds, deadline, save
        self._z, self._cells = transition.solver, transition.cells
        self._solver = self._z.SolverFor("QF_FD")
        self._solver.add(self._cells.starting())
        self._after = self._cells.after
        self._once = self._z.Bool("nothing is visited twice")
        self.depth = 0
        self.questions = 0
        self.asking = 0.0
        """Seconds that the solver took so far."""

    def longer(self) -> None:
        """Every run takes one step more."""
        self.depth += 1
        last = self.depth - 1
        pairs = list(zip(self._after, self._cells.at(self.depth), strict=True))
        self._solver.add(self._cells.put(self.transition.followed, last, pairs))
        self._solver.add(self._cells.put(self.transition.plausible(), self.depth))
        self._solver.add(self._cells.differ(last, self.depth))
        for earlier in range(last):
            self._solver.add(self._z.Implies(self._once, self._cells.differ(earlier, self.depth)))

    def reached(self, goals: Mapping[str, Any]) -> Iterator[tuple[Sequence[str], list[Configuration]]]:
        """The goals that a run of exactly this length reaches, some at a time, each time with the run."""
        left = {name: self._cells.put(goal, self.depth) for name, goal in goals.items()}
        while left:
            model = self._model(self._z.Or(list(left.values())))
            if model is None:
                self._solver.add([self._z.Not(goal) for goal in left.values()])
                return
            true = [name for name, goal in left.items() if self._z.is_true(model.eval(goal, model_completion=True))]
            yield true, [configuration(self.transition, model, step) for step in range(self.depth + 1)]
            for name in true:
                del left[name]

    def first(self, goal: Any, interpreter: Interpreter) -> list[Configuration]:
        """Of the runs of this length that reach the goal, the one whose steps the interpreter names first.

        A breadth-first search finds the same.  Undecided where the solver does not say which that is.
        """
        run, true = [interpreter.start()], [self._cells.put(goal, self.depth)]
        for step in range(self.depth):
            for move in interpreter.moves(run[-1]):
                if move.after is None or move.after == run[-1]:
                    continue
                here = self._cells.put(self.transition.taken(move), step)
                there = self._cells.put(ends_are(self.transition, move.after), step + 1)
                if self._model(self._z.And(*true, here, there)) is not None:
                    true += [here, there]
                    run.append(move.after)
                    break
            else:
                raise Undecided(f"no step of the interpreter follows step {step}")
        return run

    def ends(self) -> bool:
        """Whether no run is so long that visits nothing twice."""
        return self._model(self._once) is None

    def happens_next(self, what: Any) -> Configuration | None:
        """A configuration after so many steps in which a step may begin that is such; None where there is none."""
        model = self._model(self._cells.put(what, self.depth))
        return None if model is None else configuration(self.transition, model, self.depth)

    def _model(self, asked: Any) -> Any:
        """A model of the runs of which this is true; None where there is none."""
        self.questions += 1
        self._solver.set("timeout", self._milliseconds())
        begun = time.perf_counter()
        said = str(self._solver.check(asked))
        self.asking += time.perf_counter() - begun
        if said == "unknown":
            self._keep(asked)
            why = str(self._solver.reason_unknown())
            raise Undecided(f"the solver gave up ({why})" if why not in ("timeout", "canceled") else self._why())
        return self._solver.model() if said == "sat" else None

    def _keep(self, asked: Any) -> None:
        """Write a question that was left open, as SMT-LIB, where somebody wants it."""
        if self.save is not None:
            kept = self._z.Solver()
            kept.add(self._solver.assertions())
            kept.add(asked)
            self.save.mkdir(parents=True, exist_ok=True)
            (self.save / f"{self.questions:04}-unknown.smt2").write_text(kept.to_smt2(), encoding="utf-8")

    def _milliseconds(self) -> int:
        """The time for a question; Undecided where none is left."""
        left = self.seconds
        if self.deadline is not None:
            left = min(left, self.deadline - time.perf_counter())
            if left <= 0:
                raise Undecided("the time was over")
        return max(1, round(1000 * left))

    def _why(self) -> str:
        over = self.deadline is not None and time.perf_counter() >= self.deadline - 0.01
        return "the time was over" if over else f"a question took the solver more than {self.seconds:g} s"
