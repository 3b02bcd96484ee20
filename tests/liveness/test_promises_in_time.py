"""Promises where time passes and where an attacker forges: what may be assumed of a tick, and of nobody else."""

from __future__ import annotations

import pytest

from checker import explore
from checker.results.answers import Verdict
from diagrams.ladders.ladder import ladder
from spec.notation import (
    EVERYTHING,
    FALSE,
    LOSSY,
    PERFECT,
    REORDERING,
    RETURN,
    TICK,
    A,
    B,
    Eventually,
    Fairness,
    LeadsTo,
    Machine,
    Property,
    SpecError,
    System,
    arrival,
    fresh,
    row,
    strong,
    weak,
)
from tests.engines.found import ENGINES, Engine, Said
from tests.engines.hand_picked import Chooser
from tests.engines.test_time import DONE, IDLE, WAITING, Deaf, Sleeper, Speaker, Word

HEARS = weak(B.gets(arrival(Word)))
STOPPED = Said(Verdict.VIOLATED)
KEPT = Said(Verdict.HOLDS)


class Restless(Machine):
    """Turns over in every tick."""

    start, final = WAITING, (DONE,)
    turns = row(at=WAITING, on=TICK, to=IDLE, then=RETURN)
    turns_back = row(at=IDLE, on=TICK, to=WAITING)


class Hearing(Machine):
    """Waits for a word."""

    start, final = IDLE, (DONE,)
    hears = row(at=IDLE, on=arrival(Word), to=DONE)


def wakes(*fair: Fairness) -> Eventually:
    return Eventually("B wakes", B.is_in(DONE), fair)


def heard(*fair: Fairness) -> LeadsTo:
    return LeadsTo("a word under way is heard", B.gets(arrival(Word)), B.is_in(DONE), fair)


@pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES.keys())
class TestEveryEngine:
    """What every engine must say."""

    def test_lets_the_clock_stop_unless_time_is_held_to_pass(self, engine: Engine) -> None:
        asked: dict[str, Property] = {
            "stopped": wakes(),
            "time": wakes(weak(TICK)),
            "all": wakes(weak(EVERYTHING)),
        }
        found = engine(System(Deaf, Sleeper, PERFECT), asked, None)
        assert found.said == {"stopped": STOPPED, "time": KEPT, "all": KEPT}

    def test_counts_a_row_that_fires_in_a_tick_as_that_row_at_either_end(self, engine: Engine) -> None:
        sleeps, rouses = weak(B.does(Sleeper.sleeps)), weak(B.does(Sleeper.wakes))
        other = weak(A.does(Sleeper.sleeps)), weak(A.does(Sleeper.wakes))
        asked: dict[str, Property] = {
            "both rows": wakes(sleeps, rouses),
            "only once it could": wakes(rouses),
            "only the first": wakes(sleeps),
            "those of the other end, in the same ticks": wakes(*other),
        }
        found = engine(System(Sleeper, Sleeper, PERFECT), asked, None)
        assert found.said == {
            "both rows": KEPT,
            "only once it could": STOPPED,
            "only the first": STOPPED,
            "those of the other end, in the same ticks": KEPT,
        }

    def test_does_not_hold_time_to_pass_while_it_waits_for_a_message(self, engine: Engine) -> None:
        asked: dict[str, Property] = {"time": wakes(weak(TICK)), "and delivery": wakes(weak(TICK), HEARS)}
        found = engine(System(Speaker, Sleeper, PERFECT.living(1)), asked, None)
        assert found.said == {"time": STOPPED, "and delivery": KEPT}

    def test_counts_ageing_as_time_that_passes_where_no_row_waits_for_it(self, engine: Engine) -> None:
        gone = LeadsTo("a word under way is gone", B.gets(arrival(Word)), ~B.gets(arrival(Word)), (weak(TICK),))
        stays = LeadsTo("a word under way is gone", B.gets(arrival(Word)), ~B.gets(arrival(Word)))
        found = engine(System(Speaker, Deaf, LOSSY.living(2)), {"time": gone, "stopped": stays}, None)
        assert found.said == {"time": KEPT, "stopped": STOPPED}

    def test_holds_no_attacker_to_forge(self, engine: Engine) -> None:
        forging = REORDERING.attacked((Word.flying("B"),))
        asked: dict[str, Property] = {
            "forged in the end": Eventually("B hears a word", B.is_in(DONE), (weak(EVERYTHING), HEARS)),
            "delivered, once forged": heard(HEARS),
            "not delivered by itself": heard(),
        }
        found = engine(System(Deaf, Hearing, forging), asked, None)
        assert found.said == {
            "forged in the end": STOPPED,
            "delivered, once forged": KEPT,
            "not delivered by itself": STOPPED,
        }

    def test_thinks_no_row_impossible_that_a_bound_cuts_off(self, engine: Engine) -> None:
        drawn = Eventually("A has drawn all it wants", FALSE, (weak(A.does(Chooser.choose)),))
        found = engine(System(Chooser, Deaf, PERFECT, modulus=8, isn={"A": fresh(1)}), {"it": drawn}, None)
        assert found.said == {"it": Said(Verdict.NOT_ESTABLISHED)}


def test_a_lasso_shows_its_ticks_and_why_time_may_pass_so() -> None:
    found = explore(System(Deaf, Restless, PERFECT), {"it": wakes(weak(TICK))})
    answer = found.answers["it"]
    assert repr(answer) == "VIOLATED in 0 steps, then 2 steps repeating"
    assert "\n" + ladder(found.trace("it"), title=False, rows=False) == (
        """
    A                 B
    IDLE              WAITING  VIOLATED from here on: it never comes
1.  IDLE --- tick --- IDLE
2.  IDLE --- tick --- WAITING
    steps 1 to 2 repeat for ever"""
    )
    assert [use.allows for use in answer.fairness] == ["it happens, in steps 1, 2"]


def test_time_is_no_fairness_where_it_does_not_pass() -> None:
    one = weak(TICK)
    with pytest.raises(SpecError) as caught:
        explore(System(Deaf, Hearing, PERFECT), {"it": wakes(one)})
    assert str(caught.value) == (
        f"{one.place}: the fairness of 'time passes' names nothing: "
        "no row waits for a tick, and no message has a lifetime"
    )


def test_no_end_makes_time_pass() -> None:
    with pytest.raises(SpecError, match=r"no end makes the time pass; write weak.TICK., or a row of A"):
        A.does(TICK)  # type: ignore[arg-type]


def test_what_only_an_attacker_sends_may_be_held_to_arrive() -> None:
    forging = LOSSY.attacked((Word.flying("B"),))
    found = explore(System(Deaf, Hearing, forging), {"it": heard(strong(B.gets(arrival(Word))))})
    assert repr(found.answers["it"]) == "VIOLATED in 2 steps, if the run stops there"
