"""The questions of an induction: does any step lead from states in which all is true to one in which something is not?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checker.induction.chain import Chain
from checker.induction.moments import Moment
from checker.induction.steps import Case, Steps
from spec.notation.nodes import Condition

BOUNDS = "within its bounds"
"""The lemma that every variable stays within the bounds that it is declared with."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A lemma that is not true after a case (of the start itself where there is none), with the formulas that say so."""

    lemma: str
    chain: Chain
    case: Case | None
    asked: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class GaveUp:
    """The solver could not say whether all lemmas are true after a case."""

    case: Case | None
    why: str
    query: str
    """As SMT-LIB."""


class Questions:
    """Asks the solver, and counts.  ``milliseconds``: its time for a question."""

    def __init__(self, steps: Steps, given: Mapping[str, Condition], milliseconds: int) -> None:
        self.steps, self.z, self.given, self.milliseconds = steps, steps.z, given, milliseconds
        self.asked = 0

    def solver(self) -> Any:
        """A solver for 32-bit words and histories."""
        solver = self.z.SolverFor("QF_UFBV")
        solver.set("timeout", self.milliseconds)
        return solver

    def check(self, solver: Any, *also: Any) -> str:
        """``sat``, ``unsat`` or ``unknown``."""
        self.asked += 1
        return str(solver.check(*also))

    def at(self, lemmas: Mapping[str, Condition], moment: Moment) -> dict[str, Any]:
        """Each lemma at a moment, about all messages that there are."""
        return {name: self.z.And(*self.steps.scene.instances(one, moment)) for name, one in lemmas.items()}

    def taken(self, chain: Chain, lemmas: Mapping[str, Condition]) -> list[Any]:
        """What is taken for granted before the last step, and after it what was given."""
        found = list(chain.constraints)
        for place in range(len(chain.moments) - 1):
            known = chain.known(place)
            found += self.at({**lemmas, **self.given}, known).values()
            found += self.steps.scene.within(known) if chain.anywhere else ()
        return found

    def after_any_step(
        self, chain: Chain, taken: Mapping[str, Condition], goals: Mapping[str, Condition]
    ) -> Iterator[Failure | GaveUp]:
        """The goals that are not true after the last step of a chain, each with the first case that makes it false."""
        wanted = self.at(goals, chain.moments[-1])
        given = self.z.And(*self.at(self.given, chain.moments[-1]).values())
        everything = self.z.And(*wanted.values(), given)  # one formula: a substitution costs as much as its symbols
        base = self.taken(chain, taken)
        solver = self.solver()
        solver.add(*base)
        broken: set[str] = set()
        for case in self._possible_cases(solver, chain):
            *said, granted = self.z.substitute(everything, *chain.pairs(case, chain.place)).children()
            after = {name: self.z.simplify(goal) for name, goal in zip(wanted, said, strict=True)}
            after[BOUNDS] = self.z.And(*(chain.renamed(one.holds, chain.place) for one in case.path.within))
            after = {name: goal for name, goal in after.items() if name not in broken and not self.z.is_true(goal)}
            enabled = [*chain.enabled(case, chain.place), granted]
            for one in self._in_case(solver, base, chain, case, enabled, after):
                yield one
                broken |= {one.lemma} if isinstance(one, Failure) else set()

    def _possible_cases(self, solver: Any, chain: Chain) -> Iterator[Case]:
        """The cases whose control state the lemmas allow."""
        known: dict[tuple[str, int], bool] = {}
        for case in chain.steps.cases:
            at = case.end, case.state
            if at not in known:
                known[at] = self.check(solver, chain.last.control[case.end] == case.state) != "unsat"
            if known[at]:
                yield case

    def _in_case(
        self,
        solver: Any,
        base: Sequence[Any],
        chain: Chain,
        case: Case | None,
        enabled: Sequence[Any],
        after: dict[str, Any],
    ) -> Iterator[Failure | GaveUp]:
        while after:
            solver.push()
            solver.add(*enabled, self.z.Not(self.z.And(*after.values())))
            said = self.check(solver)
            broken = self._broken(solver.model(), after) if said == "sat" else []
            if said == "unknown":
                yield GaveUp(case, solver.reason_unknown(), solver.to_smt2())
            solver.pop()
            for name in broken:
                yield Failure(name, chain, case, (*base, *enabled, self.z.Not(after.pop(name))))
            if not broken:
                return

    def _broken(self, model: Any, after: Mapping[str, Any]) -> list[str]:
        return [name for name, goal in after.items() if self.z.is_false(model.eval(goal, model_completion=True))]

    def at_the_start(self, chain: Chain, goals: Mapping[str, Condition]) -> Iterator[Failure | GaveUp]:
        """The goals that are not true at the start of a chain of no steps."""
        wanted = self.at(goals, chain.moments[0])
        given = list(self.at(self.given, chain.moments[0]).values())
        within = self.z.And(*self.steps.scene.within(chain.moments[0]))
        after = {name: self.z.simplify(goal) for name, goal in {**wanted, BOUNDS: within}.items()}
        solver = self.solver()
        yield from self._in_case(solver, [], chain, None, given, after)

    def possible(self, formulas: Sequence[Any]) -> str:
        """Whether all of them can be true at once: ``sat``, ``unsat`` or ``unknown``."""
        solver = self.solver()
        solver.add(*formulas)
        return self.check(solver)
