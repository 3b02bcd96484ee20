"""The Promela text of a model: what it looks like, and that Spin finds in it what a search here finds."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from checker.export.promela.export import promela
from spec.catalogue import MODELS
from spec.lossy.models import lossy
from spec.notation import (
    LOSSY_BAG,
    TICK,
    Channel,
    Hop,
    Machine,
    Message,
    Model,
    SpecError,
    State,
    Store,
    System,
    arrival,
    row,
)
from tests.engines.hand_picked import Answerer, AskOnce, Question, Reply, ask_once
from tests.engines.random_systems import Case
from tests.export.promela.every_model import compared, configurations
from tests.export.promela.spin import HERE, refuted, states

EXPECTED = Path(__file__).with_name("expected")
with_spin = pytest.mark.skipif(not HERE and "CI" not in os.environ, reason="spin and gcc are not both installed")


def asking() -> Model:
    """A question that may be lost, and so may its answer."""
    case: Case = ask_once()
    return Model(case.system, case.properties, name="asking", about="a question, and its answer")


def test_the_text_of_a_question_and_its_answer_is_this_one() -> None:
    assert promela(asking()) == (EXPECTED / "asking.pml").read_text("utf-8")


@with_spin
def test_what_is_in_flight_at_the_start_stands_in_the_order_in_which_it_is_put_in(tmp_path: Path) -> None:
    flying = (Reply.flying("A"), Question.flying("A"))
    model = Model(System(AskOnce, Answerer, LOSSY_BAG, in_flight=flying), {}, name="asking")
    assert states(promela(model), tmp_path) == configurations(model, 1000) == 20


def test_a_row_is_printed_in_order_under_its_name_and_section() -> None:
    text = promela(_model("three-way"))
    row = text[text.index("    /* listen_syn, ") :]
    assert row[: row.index("fi;\n    /* ")].startswith(
        "    /* listen_syn, 3.10.7.2 third */\n"
        "    if\n"
        "    :: reading && A_state == LISTEN && (SEG_CTL & SYN) ->\n"
        "        A_RCV_NXT = (SEG_SEQ + 1) % MODULUS;\n"
    )


def test_a_model_of_several_worlds_is_refused_in_one_sentence() -> None:
    with pytest.raises(SpecError, match=r"^who-is-able asks of 16 worlds at once, and a Promela text is one: "):
        promela(_model("who-is-able"))


def test_what_spin_cannot_decide_is_named() -> None:
    assert promela(asking()).endswith(
        "(NeverStuck), can be\n   answered (AlwaysPossible), two messages (Cheapest), dearer than all (Cheapest) */\n"
    )


@with_spin
@pytest.mark.parametrize(("m", "opens", "size"), [(2, 1, 713), (3, 1, 1993), (2, 2, 125_005)])
def test_spin_stores_as_many_states_of_the_yardstick_as_are_reached_here(
    tmp_path: Path, m: int, opens: int, size: int
) -> None:
    assert states(promela(lossy(M=m, OPENS=opens)), tmp_path) == size


KINDS = (
    "lossy",
    "three-way",
    "three-way-bag",
    "old-syn-to-a",
    "time-wait-reordered",
    "attacker-reset-exact",
    "s2-data",
)


@with_spin
@pytest.mark.parametrize("name", KINDS)
def test_spin_counts_and_decides_what_is_counted_and_decided_here(name: str) -> None:
    assert compared(_model(name), 20_000) == "equal"


@with_spin
def test_spin_counts_a_question_and_its_answer(tmp_path: Path) -> None:
    text = promela(asking())
    assert states(text, tmp_path) == configurations(asking(), 100) == 5
    assert refuted(text, tmp_path) == {"never_answered", "never_answered_2"}


def _model(name: str) -> Model:
    declared = MODELS[name]
    return declared if isinstance(declared, Model) else declared()


class Clock(State):
    """Where an end stands."""

    ON = "ON"


class Word(Message):
    """A word."""


class Ticks(Machine):
    """Says a word whenever the clock ticks."""

    start, final = Clock.ON, (Clock.ON,)
    say = row(at=Clock.ON, on=TICK, do=[Word.send()])


class Hears(Machine):
    """Hears a word."""

    start, final = Clock.ON, (Clock.ON,)
    hear = row(at=Clock.ON, on=arrival(Word))


@with_spin
@pytest.mark.parametrize(("capacity", "reached"), [(1, 2), (2, 6), (3, 8)])
def test_what_is_sent_on_a_tick_finds_what_is_in_flight_grown_older(
    tmp_path: Path, capacity: int, reached: int
) -> None:
    network = Channel("set that loses nothing", Store.SET, (Hop.DELIVER,), capacity=capacity, lifetime=2)
    model = Model(System(Ticks, Hears, network), {}, name="ticking")
    assert states(promela(model), tmp_path) == configurations(model, 1000) == reached
