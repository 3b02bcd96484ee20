"""An answer worked out: the run, the same schedule in the system that does better, the numbers, what repairs it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from checker.evidence.counterfactual import Beside, beside, rows_that_differ
from checker.evidence.repairs import Repairs, made_from, repairs
from checker.explaining.all_numbers import exceptions_words, for_all_numbers, numbers_words
from checker.explaining.answer import Answered, Told
from checker.explaining.violation import violation
from checker.languages.speech import tr
from checker.results.answers import Answer, Verdict
from checker.results.runs import Trace
from checker.results.wording import outcome
from checker.rows.wording import channels
from checker.verdicts.exploration import Exploration, uninterrupted
from checker.verdicts.exploring import explore
from spec.notation.changes import Change
from spec.notation.errors import SpecError
from spec.notation.explanations import Explanation
from spec.notation.models import Model
from spec.notation.properties import Cheapest, Sometimes

MOST_STATES = 20_000
"""States of the search for all numbers at once, on each side."""


class NothingToExplain(SpecError):
    """No run breaks the property; ``answer`` is what was found."""

    def __init__(self, called: str, name: str, answer: Answer) -> None:
        said = tr("{model}, {property}: {verdict}: no violation was found, so there is nothing to explain: {about}")
        super().__init__(said.format(model=called, property=name, verdict=outcome(answer), about=tr(answer.about)))
        self.answer = answer


@dataclass(frozen=True, slots=True)
class Answering:
    """How answers are worked out."""

    explored: Callable[[Model], Exploration]
    """Explores, within the bounds that were asked for."""
    brief: bool = False
    """Without what takes long, and what no picture shows: the numbers, and what else repairs it."""

    def answered(self, question: Explanation) -> Answered:
        """The answer to a question.  NothingToExplain where the search found no run that shows it."""
        model, name = question.model, question.asked
        found = self.explored(model)
        answer, trace = _shown(found, question.worse, name)
        there, run, differ = self._otherwise(found, model, name, question.better)
        there = replace(there, called=question.better_called)
        violated = answer.verdict is Verdict.VIOLATED
        mended = repairs(model.system, model.properties, name, trace) if violated and not self.brief else None
        return Answered(
            question.about,
            question.reason,
            self._told(question.worse, found, model, name),
            there,
            trace,
            run,
            differ,
            violation(found, name) if violated else None,
            _or_as_beside(mended, model, question.better, there, differ),
            question.try_next,
        )

    def explained(self, model: Model, found: Exploration, name: str, try_next: Sequence[str] = ()) -> Answered:
        """Why a property is violated, beside the base of the variants, or the smallest repair.

        ``found``: the model explored, with that property and with what has to stay possible (:func:`with_possible`).
        NothingToExplain where it is not violated.
        """
        answer, trace = _shown(found, found.name, name, Verdict.VIOLATED)
        called = tr("with {name}").format(name=found.name)
        question = tr("Why is {property} of {model} violated?").format(property=_quoted(answer), model=found.name)
        better, worse = _base(found, name)
        kept = _still_possible(model, found)
        worked_out = better is None or not self.brief
        mended = repairs(kept.system, kept.properties, name, trace) if worked_out else None
        if better is None and mended is not None and mended.found:
            better = mended.found[0]
        here, violated = self._told(called, found, model, name), violation(found, name)
        if better is None:
            return Answered(question, "", here, None, trace, None, (), violated, mended, try_next, worse)
        there, run, differ = self._otherwise(found, kept, name, better)
        mended = _or_as_beside(mended, kept, better, there, differ)
        return Answered(question, "", here, there, trace, run, differ, violated, mended, try_next, worse)

    def _otherwise(
        self, found: Exploration, model: Model, name: str, better: Change
    ) -> tuple[Told, Beside, Sequence[str]]:
        """The changed system: what is so there, the same schedule taken by it, and the rows in which the two differ."""
        other = replace(model, system=better.of(model.system))
        there = self._told(_with(better), self.explored(other), other, name)
        run = beside(found.trace(name), other.system, found.plan.ghosts, found.properties[name])
        return there, run, rows_that_differ(model.system, other.system)

    def _told(self, called: str, found: Exploration, model: Model, name: str) -> Told:
        numbers = "" if self.brief else _numbers(model, name, found.answers[name].verdict)
        return Told(called, found.answers[name], found.states, found.complete, channels(found.system), numbers)


def with_possible(model: Model, name: str) -> Model:
    """The model with that property, and with what is possible: a repair has to leave it so."""
    possible = [other for other, one in model.properties.items() if isinstance(one, Sometimes | Cheapest)]
    return model.only([name, *possible])


def _quoted(answer: Answer) -> str:
    """The property's name; its sentence, in quotes, where it has none."""
    return f"'{tr(answer.about)}'" if answer.property == answer.about else answer.property


def _shown(found: Exploration, called: str, name: str, verdict: Verdict | None = None) -> tuple[Answer, Trace]:
    answer = found.answers[name]
    if answer.trace is None or verdict not in (None, answer.verdict):
        raise NothingToExplain(called, name, answer)
    return answer, answer.trace


def _numbers(model: Model, name: str, verdict: Verdict) -> str:
    """``VIOLATED whatever the numbers are``; of what holds for the model's own, ``HOLDS unless ...``.

    Empty where a single state does not decide it, or there are no numbers.
    """
    found = for_all_numbers(model, [name], MOST_STATES)
    if found is None:
        return ""
    (answer,) = found.answers
    if verdict is Verdict.HOLDS and answer.conditions:
        return exceptions_words(answer)
    return tr("{verdict} {numbers}").format(verdict=tr(str(answer.verdict)), numbers=numbers_words(answer))


def _or_as_beside(
    mended: Repairs | None, model: Model, better: Change, there: Told, differ: Sequence[str]
) -> Repairs | None:
    """What repairs it, with what stands beside it first, if that holds and is not among them already."""
    if mended is None or there.answer.verdict is not Verdict.HOLDS:
        return mended
    system = better.of(model.system)
    if any(one.of(model.system) == system for one in mended.found):
        return mended
    if len(differ) == 1 and any(one.name.startswith(f"{differ[0]} ") for one in mended.found):
        return mended  # the one row that differs, put back
    beside_it = better.called(tr("as on the right, {called}").format(called=tr(there.called)))
    return replace(mended, found=(beside_it, *mended.found))


def _still_possible(model: Model, found: Exploration) -> Model:
    """The same without what was not found possible in the first place: no repair has to make it so."""
    lost = [name for name, one in found.answers.items() if one.verdict in (Verdict.IMPOSSIBLE, Verdict.NOT_ESTABLISHED)]
    return model.only([name for name in found.answers if name not in lost])


def _base(found: Exploration, name: str) -> tuple[Change | None, Told | None]:
    """The nearest tables that the variants are made from in which the property holds; what is so in the last of all."""
    last = None
    for base in made_from(found.system):
        system = base.of(found.system)
        try:
            there = uninterrupted(explore(system, {name: found.properties[name]}, max_states=MOST_STATES))
        except SpecError:  # it is asked of a variable that only the variants keep
            break
        if there.answers[name].verdict is Verdict.HOLDS:
            return base, None
        last = Told(_with(base), there.answers[name], there.states, there.complete, channels(system))
    return None, last


def _with(change: Change) -> str:
    return tr("with {name}").format(name=change.name.replace(" is ", " as "))
