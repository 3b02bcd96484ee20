"""The questions of an induction: does a step lead from states in which all is true to one in which it is not?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checker.numbers.solver import answer, limited, reason
from checker.proofs.induction.after import BOUNDS, CaseGoals, GoalsAfter, LemmaGoal, put_in
from checker.proofs.induction.chain import Chain
from checker.proofs.induction.moments import Kind, Moment
from checker.proofs.induction.origins import from_origins
from checker.proofs.induction.steps import Case, Pairs, Steps
from spec.notation.nodes import Condition


@dataclass(frozen=True, slots=True)
class Failure:
    """A lemma that is not true after a case (at the start where there is none), with the formulas that say so."""

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
    """Asks the solver, and counts.  ``seconds``: the user's limit of time for a question."""

    def __init__(self, steps: Steps, given: Mapping[str, Condition], seconds: float | None) -> None:
        self.steps, self.z, self.given, self.seconds = steps, steps.z, given, seconds
        self.asked = 0

    def solver(self) -> Any:
        """A solver for 32-bit words and histories."""
        return limited(self.z.SolverFor("QF_UFBV"), self.seconds)

    def check(self, solver: Any, *also: Any) -> str:
        """``sat``, ``unsat`` or ``unknown``."""
        self.asked += 1
        return answer(solver, *also)

    def at(self, lemmas: Mapping[str, Condition], moment: Moment) -> dict[str, list[Any]]:
        """Each lemma at a moment, about each choice of the messages that there are."""
        return {name: list(self.steps.scene.instances(one, moment)) for name, one in lemmas.items()}

    def all_at(self, lemmas: Mapping[str, Condition], moment: Moment) -> list[Any]:
        """All of them."""
        return [said for instances in self.at(lemmas, moment).values() for said in instances]

    def taken(self, chain: Chain, lemmas: Mapping[str, Condition], last: Kind | None) -> list[Any]:
        """What is taken for granted before the last step, in which such a message arrives."""
        found = list(chain.constraints)
        for place in range(chain.place + 1):
            known = chain.known(place, last)
            found += self.all_at({**lemmas, **self.given}, known)
            found += self.steps.scene.within(known) if chain.anywhere else ()
        return found

    def after(self, chain: Chain, lemmas: Mapping[str, Condition]) -> GoalsAfter:
        """The lemmas after the last step of a chain."""
        return GoalsAfter(chain, lemmas, self.given)

    def after_any_step(
        self, after: GoalsAfter, taken: Mapping[str, Condition], goals: Collection[str]
    ) -> Iterator[Failure | GaveUp]:
        """The goals that are not true after the last step of a chain, each with the first case that makes it false."""
        broken: set[str] = set()
        for asking, case in self._possible_cases(after, taken):
            asked = after.asked(case)
            left = [one for one in asked.goals if one.lemma in (BOUNDS, *goals) and one.lemma not in broken]
            for one in asking.broken(after.chain, case, asked, left):
                yield one
                broken |= {one.lemma} if isinstance(one, Failure) else set()

    def _possible_cases(self, after: GoalsAfter, taken: Mapping[str, Condition]) -> Iterator[tuple[Asking, Case]]:
        """The cases whose control state the lemmas allow, each with a solver that knows what is taken for granted."""
        chain, askings = after.chain, dict[Kind | None, Asking]()
        known: dict[tuple[str, int], bool] = {}
        for case in chain.steps.cases:
            if case.kind not in askings:
                askings[case.kind] = Asking(self, self.taken(chain, taken, case.kind), after.origins)
            asking, at = askings[case.kind], (case.end, case.state)
            if at not in known:
                known[at] = asking.possible(chain.last.control[case.end] == case.state)
            if known[at]:
                yield asking, case

    def implied(self, lemma: str, lemmas: Mapping[str, Condition]) -> bool:
        """Whether a lemma is true in every moment in which the others are."""
        moment = self.steps.first
        others = {name: one for name, one in lemmas.items() if name != lemma}
        asked = [*self.all_at({**others, **self.given}, moment), *self.steps.scene.within(moment)]
        asking = Asking(self, asked, from_origins(Chain(self.steps, moment, 1, anywhere=True)))
        return not asking.possible(self.z.Not(self.z.And(*self.all_at({lemma: lemmas[lemma]}, moment))))

    def at_the_start(self, chain: Chain, goals: Mapping[str, Condition]) -> Iterator[Failure | GaveUp]:
        """The goals that are not true at the start of a chain of no steps."""
        start = chain.moments[0]
        wanted = [(name, said) for name, instances in self.at(goals, start).items() for said in instances]
        wanted.append((BOUNDS, self.z.And(*self.steps.scene.within(start))))
        asked = CaseGoals(
            (), self.z.BoolVal(True), [LemmaGoal(name, said, self.z.simplify(said)) for name, said in wanted]
        )
        yield from Asking(self, self.all_at(self.given, start), []).broken(chain, None, asked, asked.goals)

    def possible(self, formulas: Sequence[Any]) -> str:
        """Whether all of them can be true at once: ``sat``, ``unsat`` or ``unknown``."""
        solver = self.solver()
        solver.add(*formulas)
        return self.check(solver)


class Asking:
    """A solver that takes some formulas for granted; ``origins`` are put in everywhere."""

    def __init__(self, questions: Questions, base: Sequence[Any], origins: Pairs) -> None:
        self.questions, self.z, self.base, self.origins = questions, questions.z, base, origins
        self.solver = questions.solver()
        self.solver.add(*put_in(self.z, base, origins))

    def possible(self, formula: Any) -> bool:
        """Whether it can be true besides; also where the solver does not know."""
        return self.questions.check(self.solver, *put_in(self.z, [formula], self.origins)) != "unsat"

    def broken(
        self, chain: Chain, case: Case | None, asked: CaseGoals, goals: Sequence[LemmaGoal]
    ) -> Iterator[Failure | GaveUp]:
        """The lemmas of which some of these goals can be false where the case is enabled."""
        left = list(goals)
        while left:
            question = self._asked(self.z.And(asked.counted, self.z.Not(self.z.And(*(one.counted for one in left)))))
            said = self.questions.check(self.solver, question)
            false = self._false(left) if said == "sat" else {}
            if said == "unknown":
                yield GaveUp(case, reason(self.solver, self.questions.seconds), self._query(question))
            self.solver.add(self.z.Not(question))
            for name, formula in false.items():
                yield Failure(name, chain, case, (*self.base, *asked.enabled, self.z.Not(formula)))
            left = [one for one in left if one.lemma not in false]
            if not false:
                return

    def _asked(self, formula: Any) -> Any:
        """A symbol that says so, to be assumed for one question: what the solver learns lasts for the others."""
        symbol = self.z.Bool(f"question {self.questions.asked}")
        self.solver.add(self.z.Implies(symbol, formula))
        return symbol

    def _query(self, asked: Any) -> str:
        whole = self.z.Solver()
        whole.add(self.solver.assertions(), asked)
        return str(whole.to_smt2())

    def _false(self, goals: Sequence[LemmaGoal]) -> dict[str, Any]:
        model, found = self.solver.model(), dict[str, Any]()
        for one in goals:
            if self.z.is_false(model.eval(one.counted, model_completion=True)):
                found.setdefault(one.lemma, one.said)
        return found
