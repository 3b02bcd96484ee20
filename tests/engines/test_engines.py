"""One set of tests, run by every engine: whoever finds states, transitions and verdicts finds these."""

from __future__ import annotations

import pytest
from hypothesis import given, note

from checker.results.answers import Verdict
from spec.lossy.models import lossy
from tests.engines.agreement import held_to, hold_together
from tests.engines.found import ENGINES, Engine, Said
from tests.engines.hand_picked import (
    ask_and_answer,
    ask_once,
    asked_for_ever,
    both_draw,
    crossing,
    full_and_silent,
    half_the_space,
)
from tests.engines.random_settings import random
from tests.engines.random_systems import Case, cases


@pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES.keys())
class TestEveryEngine:
    """What every engine must find."""

    def test_finds_the_yardstick_as_large_as_it_is(self, engine: Engine) -> None:
        model = lossy(M=2, OPENS=1)
        found = engine(model.system, model.properties, None)
        assert (found.states, found.transitions, found.depth) == (713, 6915, 13)
        assert found.said == {"agreement": Said(Verdict.HOLDS), "both_established": Said(Verdict.POSSIBLE, 4)}
        assert (found.complete, len(found.stuck)) == (True, 5)
        assert (found.never_fired, found.bounds_met) == (frozenset(), frozenset())

    def test_stops_short_of_the_yardstick_and_establishes_nothing_but_what_it_saw(self, engine: Engine) -> None:
        model = lossy(M=2, OPENS=1)
        found = engine(model.system, model.properties, 100)
        assert not found.complete
        assert found.said["agreement"] == Said(Verdict.NOT_ESTABLISHED)
        assert found.said["both_established"] == Said(Verdict.POSSIBLE, 4)

    def test_counts_a_question_and_its_answer(self, engine: Engine) -> None:
        case = ask_and_answer()
        found = engine(case.system, case.properties, None)
        assert (found.states, found.transitions, found.depth, len(found.stuck)) == (4, 3, 3, 1)
        assert found.said == {
            "answered": Said(Verdict.POSSIBLE, 3),
            "never answered": Said(Verdict.VIOLATED, 3),
            "rests when answered": Said(Verdict.HOLDS),
            "rests when asking": Said(Verdict.VIOLATED, 3),
            "can be answered": Said(Verdict.HOLDS),
            "two messages": Said(Verdict.POSSIBLE, 3, 2),
            "never reached": Said(Verdict.VACUOUS),
            "impossible": Said(Verdict.IMPOSSIBLE),
            "dearer than all": Said(Verdict.IMPOSSIBLE),
        }

    def test_loses_a_question_that_is_asked_once(self, engine: Engine) -> None:
        case = ask_once()
        found = engine(case.system, case.properties, None)
        assert (found.states, found.transitions, len(found.stuck)) == (5, 5, 2)
        assert found.said["rests when answered"] == Said(Verdict.VIOLATED, 2)
        assert found.said["can be answered"] == Said(Verdict.VIOLATED, 2)

    def test_asks_for_ever_over_a_set_that_keeps_one_copy(self, engine: Engine) -> None:
        case = asked_for_ever()
        found = engine(case.system, case.properties, None)
        assert (found.states, len(found.stuck)) == (9, 1)
        assert found.said["can be answered"] == Said(Verdict.HOLDS)
        assert found.said["rests when answered"] == Said(Verdict.HOLDS)

    def test_delivers_in_order_or_in_any(self, engine: Engine) -> None:
        in_order, in_any = crossing(ordered=True), crossing(ordered=False)
        assert engine(in_order.system, in_order.properties, None).said["second first"] == Said(Verdict.IMPOSSIBLE)
        assert engine(in_any.system, in_any.properties, None).said["second first"] == Said(Verdict.POSSIBLE, 2)

    def test_draws_fresh_numbers_until_they_are_used_up(self, engine: Engine) -> None:
        case = both_draw(each_once=True)
        found = engine(case.system, case.properties, None)
        assert found.bounds_met == {"A chose all of its numbers (fresh, in order: 1, 2)"}
        assert found.said["a two"] == Said(Verdict.POSSIBLE, 2)
        assert found.said["never stuck"] == Said(Verdict.NOT_ESTABLISHED)

    def test_draws_any_number_again_and_again(self, engine: Engine) -> None:
        case = both_draw(each_once=False)
        found = engine(case.system, case.properties, None)
        assert (found.states, found.bounds_met) == (3, frozenset())
        assert found.said["a two"] == Said(Verdict.POSSIBLE, 1)
        assert found.said["never stuck"] == Said(Verdict.HOLDS)

    def test_does_not_call_a_run_stuck_that_only_a_full_channel_ends(self, engine: Engine) -> None:
        case = full_and_silent()
        found = engine(case.system, case.properties, None)
        assert found.bounds_met == {"the channel to B was full (1 in flight)"}
        assert found.said["never stuck"] == Said(Verdict.NOT_ESTABLISHED)

    @pytest.mark.parametrize(("modulus", "less"), [(5, False), (4, True), (6, False)])
    def test_holds_two_numbers_half_the_space_apart_each_less_than_the_other(
        self, engine: Engine, modulus: int, less: bool
    ) -> None:
        case = half_the_space(modulus)
        said = engine(case.system, case.properties, None).said
        assert said["less"] == Said(Verdict.POSSIBLE, 1)
        assert said["both ways"].verdict is (Verdict.POSSIBLE if less else Verdict.IMPOSSIBLE)

    @random
    @given(cases())
    def test_finds_of_a_random_machine_what_the_literal_engine_finds(self, engine: Engine, case: Case | None) -> None:
        if case is not None:
            note(repr(case))
            held_to(engine, case)


@random
@given(cases())
def test_the_explorer_packs_compiles_folds_and_shows_nothing_that_the_reading_rule_does_not_know(
    case: Case | None,
) -> None:
    if case is not None:
        note(repr(case))
        hold_together(case)
