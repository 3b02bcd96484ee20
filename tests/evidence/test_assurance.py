"""What stands behind a verdict: a premise, a mutant that breaks it, a larger bound, and a run that can be taken."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from checker import explore
from checker.evidence.assurance import Assurance, assured
from checker.reference.replay import NotReplayed, replayed
from checker.verdicts.exploration import Exploration
from spec.catalogue import MODELS
from spec.notation import (
    AGED,
    LOSSY,
    Change,
    Model,
    Property,
    SpecError,
    altered,
    fresh,
    limited,
    more_numbers,
    once_more,
    one_more_forgery,
    one_more_place,
    one_more_tick,
    param_raised,
    struck,
    variant,
)
from spec.notation.systems import System
from spec.tcp.catalogue.closing import close_wait_waits
from spec.tcp.catalogue.data import text_is_live_bag
from spec.tcp.catalogue.messages import two_way
from spec.tcp.catalogue.opening import three_way
from spec.tcp.catalogue.opening_timers import opening_is_live
from spec.tcp.properties import opening as p
from spec.tcp.systems import OLD_SYN
from spec.tcp.variables import ABORT, ACTIVE_OPEN, CLOSE, ESTABLISHED, RETRANSMIT
from spec.tcp.variants.mutants import TakesAnyAck
from spec.tcp.variants.openings import TwoWay
from tests.command.conftest import handwave as handwave
from tests.command.saying import Run

TAKES_FIRST_SYN = variant(B=TwoWay)
TAKES_OLD_SYN = variant(B=TwoWay, in_flight=(OLD_SYN,), name="B is TwoWay, an old SYN in flight")
NO_TIMERS = limited(RETRANSMIT, 0)
MIXED_UP = variant(A=TakesAnyAck, in_flight=(OLD_SYN,), name="A is TakesAnyAck, an old SYN in flight") & NO_TIMERS
BARE = replace(two_way, mutants={}, larger=())
SOUND = replace(
    three_way,
    mutants={
        "was_there": (TAKES_FIRST_SYN, TAKES_OLD_SYN),
        "a_first": TAKES_FIRST_SYN,
        "not_a_ghost": TAKES_OLD_SYN,
        "can_complete": NO_TIMERS,
        "agreement": MIXED_UP,
    },
    larger=(once_more(ACTIVE_OPEN) & more_numbers(A=200, B=500),),
)


def behind(model: Model) -> Mapping[str, Assurance]:
    def first_look(system: System, properties: Mapping[str, Property], *, worlds: Sequence[System]) -> Exploration:
        return explore(system, properties, max_states=5_000, worlds=worlds)

    return assured(model, explore(model), explore, first_look)


def lacking(model: Model) -> dict[str, tuple[str, ...]]:
    return {name: one.lacking for name, one in behind(model).items() if one.lacking}


@pytest.mark.parametrize("model", [SOUND, opening_is_live, close_wait_waits, text_is_live_bag], ids=lambda m: m.about)
def test_nothing_is_lacking_where_mutants_and_larger_bounds_are_declared(model: Model) -> None:
    found = explore(model)
    made = assured(model, found, explore)
    assert set(made) == set(found.answers)
    assert {name: one.lacking for name, one in made.items() if one.lacking} == {}


def test_a_property_that_holds_has_its_witnesses_its_mutants_and_its_larger_bound() -> None:
    one = behind(SOUND)["was_there"]
    assert one.witnesses == 16
    assert [(held.change, repr(held.answer)) for held in one.mutants] == [
        ("B is TwoWay", "VIOLATED in 2 steps"),
        ("B is TwoWay, an old SYN in flight", "VIOLATED in 1 step"),
    ]
    assert [(held.change, repr(held.answer)) for held in one.larger] == [
        ("once more: active OPEN, one more number: A 200, B 500", "HOLDS")
    ]


def test_a_property_that_is_refuted_has_its_run_taken_again_by_the_reference_interpreter() -> None:
    one = behind(two_way)["was_there"]
    assert (one.replayed, one.mutants, one.larger, one.lacking) == (True, (), (), ())


def test_what_is_not_declared_is_lacking() -> None:
    assert lacking(BARE)["agreement"] == ("no mutant is declared that must break it", "no larger bound is declared")


def test_a_mutant_that_breaks_nothing_is_lacking() -> None:
    weak = replace(SOUND, mutants={**SOUND.mutants, "agreement": NO_TIMERS})
    assert lacking(weak) == {"agreement": ("not broken by no retransmission timeout: HOLDS",)}


def test_a_verdict_that_is_owed_to_a_bound_is_lacking() -> None:
    gives_up = limited(ABORT, 1, "A")
    properties = {"not_alone": p.not_alone}
    owed = replace(three_way, properties=properties, mutants={"not_alone": gives_up}, larger=(gives_up,))
    assert lacking(owed) == {"not_alone": ("with A ABORT at most 1 x: VIOLATED in 5 steps",)}


def test_a_change_that_changes_nothing_is_lacking() -> None:
    # the set of three_way has no capacity, no lifetime and no attacker
    for change in (one_more_place(), one_more_tick(), one_more_forgery()):
        owed = replace(SOUND.only(["agreement"]), larger=(change,))
        assert lacking(owed) == {"agreement": (f"{change}: that changes nothing here",)}


def test_a_bound_that_is_never_reached_is_said_to_be(handwave: Run) -> None:
    said = handwave("check", "one-way-bag", "-v").out
    assert "one more in flight (4 states, no more than without)" in " ".join(said.split())


def test_a_mutant_is_explored_in_full_only_where_a_first_look_found_nothing() -> None:
    full: list[str] = []

    def watched(system: System, properties: Mapping[str, Property], *, worlds: Sequence[System]) -> Exploration:
        full.append(" ".join(properties))
        return explore(system, properties, worlds=worlds)

    def glance(system: System, properties: Mapping[str, Property], *, worlds: Sequence[System]) -> Exploration:
        return explore(system, properties, max_states=30, worlds=worlds)

    made = assured(SOUND, explore(SOUND), watched, glance)
    assert {name: one.lacking for name, one in made.items() if one.lacking} == {}
    assert sorted(full) == ["agreement", "agreement not_a_ghost was_there a_first can_complete"]


def held() -> Iterator[tuple[Model, str]]:
    """The verdicts of the catalogue that must not be owed to chance: models and names of properties."""
    for declared in MODELS.values():
        model = declared if isinstance(declared, Model) else declared()
        yield from ((model, name) for name in model.properties if model.expected(name) in ("HOLDS", "IMPOSSIBLE"))


def test_no_verdict_of_the_catalogue_lacks_a_mutant_or_a_larger_bound() -> None:
    assert [f"{model.name}: {name}" for model, name in held() if not (model.mutants_of(name) and model.larger)] == []


def test_every_mutant_and_larger_bound_of_the_catalogue_changes_its_system() -> None:
    assert [
        f"{model.name}: {change}"
        for model, name in held()
        for change in (*model.larger, *model.mutants_of(name))
        if change.of(model.system) == model.system
    ] == []


def test_an_impossible_thing_has_mutants_that_make_it_possible() -> None:
    model = replace(
        three_way,
        properties={"old_syn_taken": p.old_syn_taken},
        expect={"old_syn_taken": "IMPOSSIBLE"},
        mutants={"old_syn_taken": variant(in_flight=(OLD_SYN,), name="an old SYN in flight")},
        larger=(once_more(ACTIVE_OPEN),),
    )
    (one,) = behind(model).values()
    assert repr(one.mutants[0].answer) == "POSSIBLE in 1 step"
    assert one.lacking == ()


def test_each_changed_system_is_explored_once() -> None:
    asked: list[str] = []

    def watched(system: System, properties: Mapping[str, object], *, worlds: Sequence[System]) -> object:
        asked.append(" ".join(properties))
        return explore(system, properties, worlds=worlds)  # type: ignore[arg-type]

    assured(SOUND, explore(SOUND), watched)  # type: ignore[arg-type]
    assert sorted(asked) == [
        "agreement",
        "agreement not_a_ghost was_there a_first can_complete",
        "can_complete",
        "not_a_ghost was_there",
        "was_there a_first",
    ]


def test_a_run_that_is_not_the_interpreters_is_found_out() -> None:
    found = explore(two_way)
    asked, trace = two_way.properties["was_there"], found.trace("was_there")
    first, second = trace.steps
    for spoilt, why in (
        (replace(trace, steps=(second, first)), "step 1 cannot be taken"),
        (replace(trace, steps=(first, replace(second, sent=()))), "step 2 cannot be taken"),
        (replace(trace, steps=(first,)), "the run can be taken, and does not show it"),
        (replace(trace, start=first.after), "it begins elsewhere"),
    ):
        with pytest.raises(NotReplayed) as caught:
            replayed(found.system, found.successors.ghosts, asked, spoilt)
        assert str(caught.value) == why


def test_a_lasso_that_offends_its_fairness_is_found_out() -> None:
    found = explore(opening_is_live)
    unfair, trace = opening_is_live.properties["opens"], found.trace("opens_weakly")
    replayed(found.system, found.successors.ghosts, opening_is_live.properties["opens_weakly"], trace)
    for asked, spoilt in ((unfair, trace), (opening_is_live.properties["opens_weakly"], replace(trace, loop=2))):
        with pytest.raises(NotReplayed, match="does not show it"):
            replayed(found.system, found.successors.ghosts, asked, spoilt)


def test_changes_change_what_they_say() -> None:
    system = three_way.system
    assert variant(B=TwoWay).of(system).B is TwoWay
    assert limited(CLOSE, 3).of(system).limit("B", CLOSE) == 3
    assert once_more(ACTIVE_OPEN).of(system).limit("A", ACTIVE_OPEN) == 2
    assert once_more(ACTIVE_OPEN).of(system).limit("B", ACTIVE_OPEN) == 0
    assert more_numbers(A=200).of(system).isn["A"].values == (100, 200)
    bag = text_is_live_bag.system
    assert one_more_place().of(bag).way("B").capacity == 3
    assert param_raised("BUFFER").of(bag).params["BUFFER"] == 5
    both = variant(B=TwoWay) & one_more_place()
    assert (str(both), str(both.called("both"))) == ("B is TwoWay, one more in flight", "both")
    numbers = {"A": fresh(7), "B": fresh(8)}
    assert variant(isn=numbers).of(system).isn == numbers  # type: ignore[arg-type]
    assert variant(params={"OCTETS": 2}).of(bag).params == {**bag.params, "OCTETS": 2}
    assert str(variant(params={"OCTETS": 2})) == "OCTETS = 2"
    assert (str(param_raised("BUFFER")), str(param_raised("BUFFER", -2))) == ("BUFFER + 1", "BUFFER - 2")
    aged = replace(system, channel=(LOSSY.attacked(by=(OLD_SYN,), times=3), AGED(2)))
    assert one_more_tick().of(aged).channel == (aged.way("B"), AGED(3))
    assert one_more_forgery().of(aged).way("B") == LOSSY.attacked(by=(OLD_SYN,), times=4)


def test_changes_of_rows_change_the_machine_that_stands_there() -> None:
    system = replace(three_way.system, B=TwoWay)
    once = struck("syn_timeout", end="A").of(system)
    assert "syn_timeout" not in [row.name for row in once.A.rows]
    assert once.B is TwoWay
    assert str(struck("syn_timeout", "syn_again")) == "without syn_timeout, syn_again"
    silent = altered("nobody answers", listen_syn=lambda row: row.but(do=[])).of(system)
    one, other = (next(row for row in end.rows if row.name == "listen_syn") for end in (silent.A, silent.B))
    assert (one.do, other.do, other.to) == ((), (), ESTABLISHED)


def test_a_change_that_cannot_be_meant_is_refused() -> None:
    with pytest.raises(SpecError, match=r"variant.. changes nothing: give one of A, B, channel"):
        variant()
    with pytest.raises(SpecError, match=r"struck.. strikes nothing out: name a row"):
        struck(end="A")
    with pytest.raises(SpecError, match=r"altered.'nothing'. alters nothing: give a row"):
        altered("nothing")
    with pytest.raises(SpecError, match="is refused: Tcp has no row 'syn_timout': did you mean 'syn_timeout'"):
        struck("syn_timout").of(three_way.system)
    with pytest.raises(SpecError, match="the ends are A and B"):
        more_numbers(C=3)
    with pytest.raises(SpecError, match="the system has no parameter N; it has none"):
        param_raised("N").of(three_way.system)
    with pytest.raises(SpecError, match="mutants names 'agreed', but the properties are"):
        replace(three_way, mutants={"agreed": Change("nothing", lambda system: system)})


OWED = """\
from spec.tcp.catalogue.messages import two_way
from spec.notation import Model

bare = Model(two_way.system, two_way.properties, two_way.expect)
"""


def test_the_report_says_what_stands_behind_a_verdict(handwave: Run) -> None:
    said = handwave("check", "two-way", "--no-ladder", "--vacuity", "error")
    assert "lacking" not in said.out
    assert "          replayed: the reference interpreter takes the run, and it shows the violation" in said.lines
    assert "          broken on purpose: with B is TwoWay, an old SYN in flight, VIOLATED in 1 step" in said.lines
    assert said.status == 0
    assert "on purpose" not in handwave("check", "two-way", "-v", "--vacuity", "off").out


def test_the_report_says_nothing_of_what_a_model_leaves_out(handwave: Run, tmp_path: Path) -> None:
    (tmp_path / "owed.py").write_text(OWED, "utf-8")
    said = handwave("check", "owed.py:bare", "-v", "--no-ladder")
    assert "lacking" not in said.out
    assert said.status == 0
    assert handwave("check", "owed.py:bare", "--vacuity", "error").status == 1


def test_the_json_has_it_too(handwave: Run, tmp_path: Path) -> None:
    (tmp_path / "owed.py").write_text(OWED, "utf-8")
    (found,) = [json.loads(handwave("check", "owed.py:bare", "--json").out)]
    behind_each = {one["name"]: one["assurance"] for one in found["properties"]}
    assert behind_each["was_there"] == {
        "witnesses": 40,
        "mutants": [],
        "larger": [],
        "raised": None,
        "replayed": True,
        "asked_again": True,
        "lacking": [],
    }
    assert behind_each["agreement"]["lacking"] == [
        "no mutant is declared that must break it",
        "no larger bound is declared",
    ]
