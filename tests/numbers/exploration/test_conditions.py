"""All 2^32 numbers: the conditions under which a property fails, held to explorations with numbers put in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from random import Random

import pytest

from checker.numbers.exploration.conditions import Conditions, conditions
from checker.results.answers import Verdict
from checker.verdicts.exploring import explore
from diagrams.ladders.ladder import ladder
from spec.catalogue import MODELS
from spec.notation import LOSSY_BAG, Model, System, fresh, limited
from spec.notation.properties import Always
from spec.tcp.variables import ACK, RETRANSMIT, SYN, segment

WORDS = 2**32
EDGES = (0, 1, 2**31 - 1, 2**31, 2**31 + 1, WORDS - 2, WORDS - 1)


def model(name: str) -> Model:
    found = MODELS[name]
    assert isinstance(found, Model)
    return found


def asked(name: str, *names: str) -> dict[str, Always]:
    properties = model(name).properties
    return {one: p for one, p in properties.items() if isinstance(p, Always) and (not names or one in names)}


def answered(name: str, *names: str, most: int = 3_000) -> Conditions:
    return conditions(model(name).system, asked(name, *names), most)


def test_three_messages_are_safe_for_all_numbers_and_nothing_has_to_be_asked() -> None:
    found = answered("three-way")
    assert {one.property: str(one.verdict) for one in found.answers} == {
        "agreement": "HOLDS",
        "not_a_ghost": "HOLDS",
        "was_there": "HOLDS",
        "a_first": "HOLDS",
    }
    assert (found.states, found.calls, found.complete) == (8, 0, True)


def test_two_messages_fail_whatever_the_numbers_are() -> None:
    (answer,) = answered("two-way-late-syn", "not_alone").answers
    assert (answer.verdict, answer.conditions) == (Verdict.VIOLATED, ())
    assert answer.true_for({})


def test_a_stale_pair_is_taken_if_its_ack_acknowledges_the_number_that_the_server_chooses_now() -> None:
    (answer,) = answered("reused-isn").answers
    assert answer.conditions == ("the ACK field of an old ACK to B = B's ISN + 1: 1 choice in 2^32",)
    assert answer.trace is not None
    assert ladder(answer.trace, rows=False, title=False).splitlines() == [
        "    A                                                  B",
        "    CLOSED                                             LISTEN        <SEQ=90><CTL=SYN> to B in flight",
        f"{'':<69}<SEQ=91><ACK=301><CTL=ACK> to B in flight",
        "1.  (duplicate) ... <SEQ=90><CTL=SYN>              --> SYN-RECEIVED",
        "                ... <SEQ=300><ACK=91><CTL=SYN,ACK> <-- SYN-RECEIVED",
        "2.  (duplicate) ... <SEQ=91><ACK=301><CTL=ACK>     --> ESTABLISHED   VIOLATED here",
    ]


def test_a_search_that_is_cut_short_establishes_nothing() -> None:
    (answer,) = answered("three-way", "agreement", most=5).answers
    assert (answer.verdict, answer.why) == (
        Verdict.NOT_ESTABLISHED,
        "cut short after 5 states: with those they lead to there are more than 5",
    )


def with_numbers(system: System, a: int, b: int, old: int, ack: int) -> System:
    """The same system, its numbers put in."""
    flying = [
        segment(one.to, SEQ=old, CTL=SYN)
        if one.values[2] == SYN
        else segment(one.to, SEQ=(old + 1) % WORDS, ACK=ack, CTL=ACK)
        for one in system.in_flight
    ]
    return replace(system, modulus=WORDS, isn={"A": fresh(a), "B": fresh(b)}, in_flight=tuple(flying))


def numbers(random: Random) -> Mapping[str, int]:
    """Numbers, every second time some of them near to each other or to an edge."""
    a, b, old, ack = (random.choice([random.randrange(WORDS), *EDGES]) for _ in range(4))
    if random.random() < 0.5:
        old = (a + random.randrange(-2, 3)) % WORDS
    if random.random() < 0.5:
        ack = (b + random.randrange(-1, 3)) % WORDS
    return {"a": a, "b": b, "old": old, "ack": ack}


@pytest.mark.parametrize("name", ["two-way-old-syn", "reused-isn", "three-way"])
def test_the_conditions_are_those_of_explorations_with_numbers_put_in(name: str) -> None:
    system = model(name).system
    numbers_once = {"A": fresh(100), "B": fresh(300)}
    once = limited(RETRANSMIT, 0).of(replace(system, isn=numbers_once, channel=LOSSY_BAG.holding(3)))
    found = conditions(once, asked(name), 20_000)
    assert found.complete
    random = Random(7)
    for _ in range(40):
        given = numbers(random)
        explicit = explore(with_numbers(once, **given), asked(name), max_states=60_000)
        named = {
            "A's ISN": given["a"],
            "B's ISN": given["b"],
            "the SEQ field of an old SYN to B": given["old"],
            "the ACK field of an old ACK to B": given["ack"],
        }
        values = {base: named[base.name] for base in found.bases}
        for answer in found.answers:
            violated = explicit.answers[answer.property].verdict is Verdict.VIOLATED
            assert violated is answer.true_for(values), (given, answer.property, answer.conditions)
