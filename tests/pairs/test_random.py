"""Random machines over every channel: the two bounds say what the literal interpreter says of the whole graph."""

from __future__ import annotations

import pytest
from hypothesis import given, note

from checker.pairs import reaching
from checker.pairs.joined import Joined
from checker.verdicts import bounds
from tests.engines.random_settings import random
from tests.engines.random_systems import Case, cases, sets
from tests.pairs.judging import judged


@random
@given(cases())
def test_over_any_channels_nothing_is_said_that_the_whole_graph_does_not_show(case: Case | None) -> None:
    if case is not None:
        note(repr(case))
        judged(case.system, case.properties)


@random
@given(cases(over=sets()))
def test_a_bound_that_is_split_again_and_again_says_the_same(case: Case | None) -> None:
    if case is not None:
        note(repr(case))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(reaching, "AT_FIRST", 1)
            patch.setattr(reaching, "unsent", the_next_message)
            judged(case.system, case.properties)


@random
@given(cases())
def test_what_is_decided_without_counting_calls_is_so_where_they_are_counted(case: Case | None) -> None:
    if case is not None:
        note(repr(case))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(bounds, "MANY", 1)
            judged(case.system, case.properties)


def the_next_message(joined: Joined, *_: object, **__: object) -> tuple[int, int]:
    """A message by which pairs were not split yet, whether that helps or not: to A, to B, and so on in turn."""
    number = len(joined.split.sorts)
    return number % 2, 2 << number // 2


@random
@given(cases(over=sets()))
def test_over_sets_without_a_capacity_nothing_is_said_that_the_whole_graph_does_not_show(case: Case | None) -> None:
    if case is not None:
        note(repr(case))
        judged(case.system, case.properties)
