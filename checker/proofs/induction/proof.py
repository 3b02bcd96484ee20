"""Invariants proved by induction, or k steps of it (Sheeran, Singh and Stålmarck 2000).

All lemmas are proved together.  Where some are not inductive, they are left out and the rest is asked again, until what
is left supports itself (Flanagan and Leino 2001, Houdini): only that HOLDS.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from checker.proofs.induction.after import BOUNDS, GoalsAfter
from checker.proofs.induction.chain import Chain
from checker.proofs.induction.questions import Failure, GaveUp, Questions
from checker.proofs.induction.start import Beginning
from checker.proofs.induction.steps import Steps
from checker.proofs.induction.story import Story, told
from checker.results.answers import Answer, Verdict
from checker.verdicts.vacuity import of_formula
from spec.notation.errors import SpecError
from spec.notation.invariants import Induction
from spec.notation.nodes import Condition


@dataclass(frozen=True, slots=True)
class Inductive:
    """What became of an induction's invariants.  ``failures``: for each that failed by itself, where."""

    induction: Induction
    answers: Mapping[str, Answer]
    failures: Mapping[str, Failure]
    seconds: float
    cases: int
    questions: int
    unanswered: Mapping[str, str] = field(default_factory=dict[str, str])
    """Questions that the solver gave up, as SMT-LIB."""
    _tell: Callable[[Failure], Story] = field(repr=False, kw_only=True)

    def story(self, name: str) -> Story:
        """Where an invariant fails, with numbers for a reader; it takes a few hundred questions more."""
        return self._tell(self.failures[name])


def prove_by_induction(induction: Induction, seconds: float | None = None, *, wide: bool = True) -> Inductive:
    """Ask the solver whether the invariants hold at the start, and after every step where they held before.

    ``seconds``: the user's limit of time for a question; its work is bounded anyhow (:mod:`checker.numbers.solver`).
    ``wide``: over words of 32 bits, with any numbers at the start; else over the system's modulus, with its own.
    SpecError where what is given, or the lemmas together, can never be true.
    """
    begin = time.perf_counter()
    proof = Proof(induction, seconds, wide=wide)
    proof.decide()
    return Inductive(
        induction,
        {name: proof.answer(name) for name in (*induction.lemmas(), BOUNDS)},
        proof.failures,
        time.perf_counter() - begin,
        len(proof.steps.cases),
        proof.questions.asked,
        proof.unanswered,
        _tell=lambda failure: told(proof.questions, proof.beginning, failure, induction),
    )


class Proof:
    """One induction, and what is known of it so far."""

    def __init__(self, induction: Induction, seconds: float | None, *, wide: bool = True) -> None:
        self.induction = induction
        self.lemmas: dict[str, Condition] = {name: one.formula.node for name, one in induction.lemmas().items()}
        given = {name: one.formula.node for name, one in induction.given.items()}
        self.steps = Steps(induction, wide=wide)
        self.questions = Questions(self.steps, given, seconds)
        self.beginning = Beginning(self.steps, free=wide)
        self.left = dict(self.lemmas)
        self.verdicts: dict[str, tuple[Verdict, str]] = {}
        self.failures: dict[str, Failure] = {}
        self.unanswered: dict[str, str] = {}

    def decide(self) -> None:
        """Find what holds."""
        self._refuse_contradictions()
        self._from_the_start()
        if self._lemmas_suffice():
            return
        after, first = self._after_any(self.left), True
        while self.left and self._not_inductive(after, first=first):
            first = False

    def _after_any(self, lemmas: Mapping[str, Condition]) -> GoalsAfter:
        """The lemmas after k steps from any moment."""
        return self.questions.after(Chain(self.steps, self.steps.first, self.induction.k, anywhere=True), dict(lemmas))

    def answer(self, name: str) -> Answer:
        """What became of a lemma."""
        about = self.induction.lemmas()[name].about if name != BOUNDS else "every variable stays within its bounds"
        verdict, why = self.verdicts.get(name, (Verdict.HOLDS, ""))
        if verdict is Verdict.HOLDS and BOUNDS in self.verdicts:
            return Answer(name, Verdict.NOT_ESTABLISHED, about, why="a variable may leave its bounds")
        if verdict is Verdict.HOLDS and name != BOUNDS:
            verdict, why = self._not_vacuous(name)
        return Answer(name, verdict, about, why=why)

    def _refuse_contradictions(self) -> None:
        questions, moment = self.questions, self.steps.first
        within, given = list(self.steps.scene.within(moment)), questions.all_at(questions.given, moment)
        names = ", ".join(f"'{name}'" for name in questions.given)
        if given and questions.possible([*within, *given]) == "unsat":
            raise SpecError(f"{self.induction.place}: what is given ({names}) is never true: nothing would be proved")
        if given and questions.possible(questions.all_at(questions.given, self.beginning.moment)) == "unsat":
            raise SpecError(f"{self.induction.place}: what is given ({names}) is not true at the start")
        if questions.possible([*within, *given, *questions.all_at(self.lemmas, moment)]) == "unsat":
            core = ", ".join(f"'{name}'" for name in self._contradiction([*within, *given]))
            raise SpecError(
                f"{self.induction.place}: {core} cannot be true together in any state: from a contradiction everything "
                "follows"
            )

    def _contradiction(self, base: Sequence[object]) -> list[str]:
        """The fewest lemmas, one left out after the other, that cannot be true together."""
        left = dict(self.lemmas)
        for name in self.lemmas:
            fewer = {other: one for other, one in left.items() if other != name}
            asked = [*base, *self.questions.all_at(fewer, self.steps.first)]
            if self.questions.possible(asked) == "unsat":
                left = fewer
        return list(left)

    def _from_the_start(self) -> None:
        """Every lemma in the first k states of every run."""
        chain = Chain(self.steps, self.beginning.moment, 0, anywhere=False)
        self._false(self.questions.at_the_start(chain, self.left), 0)
        for length in range(1, self.induction.k):
            chain = Chain(self.steps, self.beginning.moment, length, anywhere=False)
            after = self.questions.after(chain, dict(self.left))
            self._false(self.questions.after_any_step(after, {}, after.lemmas), length)

    def _lemmas_suffice(self) -> bool:
        """Whether all is well without following from step to step what follows from the lemmas in the same state."""
        fewer = dict(self.left)
        for name in self.induction.shows:
            if name in fewer and len(fewer) > 1 and self.questions.implied(name, fewer):
                del fewer[name]
        if len(fewer) == len(self.left):
            return False
        return next(self.questions.after_any_step(self._after_any(fewer), fewer, fewer), None) is None

    def _false(self, found: Iterable[Failure | GaveUp], steps: int) -> None:
        for one in found:
            if isinstance(one, GaveUp):
                self._gave_up(one)
            elif one.lemma not in self.verdicts:
                where = "at the start" if not steps else f"{steps} step{'s' * (steps > 1)} after the start"
                self._fails(one, Verdict.VIOLATED, f"false {where}")

    def _fails(self, one: Failure, verdict: Verdict, why: str) -> None:
        self.verdicts[one.lemma] = verdict, why
        self.failures[one.lemma] = one
        self.left.pop(one.lemma, None)

    def _gave_up(self, one: GaveUp) -> None:
        rows = ", ".join(row.name for row in one.case.path.fired) if one.case is not None else "the start"
        self.unanswered[rows] = one.query
        for name in self.left:
            self.verdicts[name] = Verdict.NOT_ESTABLISHED, f"the solver gave up at {rows} ({one.why})"
        self.left.clear()
        self.verdicts.setdefault(BOUNDS, (Verdict.NOT_ESTABLISHED, "the solver gave up"))

    def _not_inductive(self, after: GoalsAfter, *, first: bool) -> bool:
        """Leave out what the next step may make false; whether there was any."""
        taken = dict(self.left)
        failed: dict[str, Failure] = {}
        for one in self.questions.after_any_step(after, taken, taken):
            if isinstance(one, GaveUp):
                self._gave_up(one)
                return False
            failed.setdefault(one.lemma, one)
        for one in failed.values():
            if one.lemma not in self.verdicts:
                self._judge(one, first=first)
        return bool(set(failed) - {BOUNDS})

    def _judge(self, one: Failure, *, first: bool) -> None:
        run = self._real(one.lemma) if first and one.lemma in self.induction.shows else None
        if run is not None:
            steps = len(run.chain.moments) - 1
            self._fails(run, Verdict.VIOLATED, f"false {steps} step{'s' * (steps > 1)} after the start")
        elif first:
            self._fails(one, Verdict.NOT_ESTABLISHED, "not inductive")
        else:
            others = ", ".join(f"'{name}'" for name in self.failures)
            self.verdicts[one.lemma] = Verdict.NOT_ESTABLISHED, f"rests on {others}"
            self.left.pop(one.lemma, None)

    def _real(self, lemma: str) -> Failure | None:
        """The same after k steps from the start, if it is so."""
        chain = Chain(self.steps, self.beginning.moment, self.induction.k, anywhere=False)
        found = self.questions.after_any_step(self.questions.after(chain, {lemma: self.lemmas[lemma]}), {}, (lemma,))
        return next((one for one in found if isinstance(one, Failure) and one.lemma == lemma), None)

    def _not_vacuous(self, name: str) -> tuple[Verdict, str]:
        """HOLDS, where what it says of something can be true beside all the others."""
        moment, at = self.steps.first, self.questions.all_at
        letters = [letter.there for known in moment.letters.values() for letter in known]
        asked = [*self.steps.scene.within(moment), *at({**self.left, **self.questions.given}, moment)]
        for one in of_formula(self.lemmas[name]):
            premise = at({"premise": one.formula.node}, moment)
            if self.questions.possible([*asked, *letters, *premise]) == "unsat":
                return Verdict.VACUOUS, one.missing
        return Verdict.HOLDS, ""
