"""Where the lemma speaks of all numbers, a search with others of them finds the same."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from hypothesis import given, note

from checker.numbers.free_numbers import with_numbers
from checker.numbers.regions import Regions
from checker.numbers.transfer.to_all_numbers import Free, Transfer, transferred
from checker.results import Verdict
from checker.verdicts.exploration import Exploration
from checker.verdicts.exploring import explore
from spec.notation import SpecError
from tests.engines.random_settings import random
from tests.engines.random_systems import Case
from tests.numbers.transfer.drawing import choices
from tests.numbers.transfer.spread import roomy

MOST = 400
"""States of a random case that is looked at."""


def said(found: Exploration) -> Mapping[str, tuple[Verdict, int | None, int | None]]:
    """The verdicts, with the lengths of what is shown; how long a lasso is depends on the order of the search."""
    return {
        name: (one.verdict, None if one.trace is not None and one.trace.loop is not None else one.steps, one.cost)
        for name, one in found.answers.items()
    }


def same(found: Exploration, lemma: Transfer, other: Exploration) -> None:
    """AssertionError unless the other search found what the lemma promises."""
    assert said(other) == said(found)
    assert other.depth == found.depth or lemma.may_merge
    if not lemma.may_merge:
        assert (other.states, other.transitions) == (found.states, found.transitions)


def tried(case: Case, count: int = 2) -> str:
    """Hold one case to searches over 32 bits; what the lemma said."""
    try:
        found = explore(case.system, case.properties, max_states=MOST)
    except SpecError:
        return "refused"
    if not found.complete:
        return "large"
    regions = Regions()
    lemma = transferred(found, regions=regions)
    if not lemma.covered:
        return f"not: {lemma.why}"
    for numbers in choices(lemma, regions, Random(7), count):
        note(f"{numbers}")
        try:
            other = explore(with_numbers(Free(case.system, ()).system, numbers), case.properties, max_states=3 * MOST)
        except SpecError as refused:
            if "too many different" not in str(refused):
                raise
            return "too many for 32 bits"
        same(found, lemma, other)
    return "some" if lemma.region else "all"


@random
@given(roomy())
def test_what_is_said_for_all_numbers_is_found_with_others_of_them(case: Case | None) -> None:
    if case is not None:
        note(repr(case))
        tried(case)
