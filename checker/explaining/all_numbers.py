"""What a claim's models say of all 2^32 sequence numbers, beside what they say of their own."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from checker.languages.speech import tr
from checker.numbers.exploration.conditions import SHOWN, Conditional, Conditions, askable, conditions
from checker.numbers.exploration.explorer import MOST_STATES
from checker.numbers.free_numbers import has_numbers
from checker.results.answers import Answer, Verdict
from spec.notation.errors import SpecError
from spec.notation.models import Model


def for_all_numbers(model: Model, names: Collection[str], most: int = MOST_STATES) -> Conditions | None:
    """The answers for all numbers to those of these properties that a state decides; None where there are none.

    ``most``: the states that the search for them may look at.
    """
    asked = {name: one for name, one in askable(model.properties).items() if name in names}
    if not asked or model.worlds or not has_numbers(model.system):
        return None
    try:
        return conditions(model.system, asked, most)
    except SpecError:  # for some numbers a counter leaves its bounds
        return None


def contradictions(answers: Mapping[str, Answer], numbers: Conditions) -> Mapping[str, str]:
    """Where the two engines disagree of the model's own numbers: in words, by property."""
    return {
        one.property: f"the engines disagree: for all numbers it is {one.verdict} {numbers_words(one)}"
        for one in numbers.answers
        if _contradicts(answers[one.property], one, numbers)
    }


def _contradicts(answer: Answer, one: Conditional, numbers: Conditions) -> bool:
    if Verdict.NOT_ESTABLISHED in (answer.verdict, one.verdict):
        return False
    explicit = answer.verdict in SHOWN
    if one.verdict not in SHOWN:
        return explicit
    own = one.true_for({base: base.shown for base in numbers.bases})
    return own != explicit and (own or numbers.complete)


def numbers_words(numbers: Conditional) -> str:
    """``for all 2^32 numbers``; ``if the ACK field of an old ACK to B = B's ISN + 1``; as it follows the verdict."""
    if numbers.verdict is Verdict.NOT_ESTABLISHED:
        return tr("for all 2^32 numbers ({why})").format(why=numbers.why)
    ties = _ties(numbers)
    if numbers.conditions:
        return tr("if {conditions}").format(conditions=tr(", or if ").join(numbers.conditions)) + ties
    return (tr("whatever the numbers are") if numbers.verdict in SHOWN else tr("for all 2^32 numbers")) + ties


def exceptions_words(numbers: Conditional) -> str:
    """``HOLDS unless the ACK field of an old ACK to B = B's ISN + 1``: of what holds for the model's own numbers."""
    return tr("HOLDS unless {conditions}").format(conditions=tr(", or ").join(numbers.conditions)) + _ties(numbers)


def _ties(numbers: Conditional) -> str:
    return tr(", near numbers keeping their distances") if numbers.tied else ""
