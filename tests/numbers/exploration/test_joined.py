"""The bound from above over all numbers: it has whatever a search finds, for the same numbers, and proves by it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from hypothesis import given, note, settings

from checker.numbers.exploration.conditions import LOOKS, askable, conditions, shows
from checker.numbers.exploration.explorer import explore
from checker.numbers.exploration.joined import Joined, Message, Pair, Step, Unbounded, joined
from checker.numbers.weakest import covered
from checker.numbers.words import Unsupported
from checker.results.answers import Verdict
from checker.search.clock import Clock
from spec.notation import SpecError
from spec.notation.ends import peer
from tests.engines.random_settings import LONG, MACHINES, random
from tests.engines.random_systems import Case, cases
from tests.exploring import declared
from tests.numbers.exploration.literal_explorer import Literal
from tests.numbers.number_machines import number_cases

MOST = 60
Leads = Mapping[Step, set[Message]]


@pytest.mark.parametrize(
    ("name", "asked", "most", "pairs"),
    [("merged-close", "fin_acked_fin_heard", 300, 40), ("listen-send", "agreement", 2000, 597)],
)
def test_what_no_pair_of_the_bound_violates_holds_for_all_numbers(name: str, asked: str, most: int, pairs: int) -> None:
    found = conditions(declared(name), most=most)
    assert not found.complete
    answer = found[asked]
    assert (answer.verdict, answer.how) == (Verdict.HOLDS, f"from above: {pairs} pairs of local states")


def test_what_some_pair_of_the_bound_violates_is_not_established() -> None:
    assert conditions(declared("two-way"), most=1)["was_there"].verdict is Verdict.NOT_ESTABLISHED
    assert conditions(declared("two-way"))["was_there"].verdict is Verdict.VIOLATED


def test_a_premise_that_neither_the_search_nor_the_bound_decides_leaves_it_open() -> None:
    cut = conditions(declared("three-way"), most=2)
    assert cut["agreement"].verdict is Verdict.NOT_ESTABLISHED


def held(case: Case, most: int = MOST) -> bool:
    """AssertionError where a search, or the literal one, finds what the bound lacks; whether there was a bound."""
    for one in askable(case.properties).values():
        formula = shows(one)
        try:
            whole = explore(case.system, [formula], most)
            above = joined(explore(case.system, [formula], 1), LOOKS * most, Clock())
            regions = above.regions
            bound = [one.region for one in above.where(formula)]
            theirs = [regions.of(whole.regions.known[one.region]) for one in whole.where(formula)]
            literal = Literal(case.system, [formula], most)
            if literal.complete:
                theirs += [regions.of(literal.regions.known[one]) for one in literal.where(formula)]
        except (SpecError, Unsupported, Unbounded):
            return False
        assert all(covered(regions, one, bound) for one in theirs), "a state is not in the bound"
    return True


few = settings(random, max_examples=MACHINES if LONG else 15)


@few
@given(number_cases())
def test_the_bound_has_what_machines_that_compare_numbers_reach(case: Case | None) -> None:
    if case is not None:
        note(repr(case))
        held(case)


@few
@given(cases())
def test_the_bound_has_what_random_machines_reach(case: Case | None) -> None:
    if case is not None:
        note(repr(case))
        held(case)


def sent_is_dropped(self: Joined, pair: Pair) -> Leads:
    return {step: set[Message]() for step in LEADS(self, pair)}


def sent_arrives_at_who_sent_it(self: Joined, pair: Pair) -> Leads:
    return {step: {(peer(end), one) for end, one in sent} for step, sent in LEADS(self, pair).items()}


def nothing_is_forged(self: Joined, pair: Pair) -> Leads:
    return {step: sent for step, sent in LEADS(self, pair).items() if step[0][2] == pair[2]}


def no_time_passes(self: Joined, pair: Pair) -> Leads:
    self.ticks = False
    return LEADS(self, pair)


def a_pair_is_joined_once(self: Joined, pair: Pair, region: int, messages: Mapping[Message, list[int]]) -> bool:
    new = pair not in self.reached
    JOIN(self, pair, region, messages)
    return new


def the_first_numbers_are_all(self: Joined, known: list[int], region: int) -> bool:
    return not known and WIDEN(self, known, region)


LEADS, JOIN, WIDEN = Joined.leads, Joined.join, Joined.widen
FAULTS: Mapping[Callable[..., object], str] = {
    sent_is_dropped: "leads",
    sent_arrives_at_who_sent_it: "leads",
    nothing_is_forged: "leads",
    no_time_passes: "leads",
    a_pair_is_joined_once: "join",
    the_first_numbers_are_all: "widen",
}
BY_HAND = {"three-way": MOST, "attacker-reset-793": MOST, "four-way": MOST, "time-wait-2-msl": 400}


def test_without_a_fault_nothing_is_lacking() -> None:
    _by_hand()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_bound_with_a_fault_lacks_what_is_reached(
    fault: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Joined, FAULTS[fault], fault)
    with pytest.raises((AssertionError, IndexError)):
        _by_hand()


def _by_hand() -> None:
    for name, most in BY_HAND.items():
        model = declared(name)
        held(Case(model.system, model.properties), most)
