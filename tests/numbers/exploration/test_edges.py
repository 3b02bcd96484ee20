"""Windows of 0, 1 and half the number space, and numbers at both ends of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.numbers.exploration.conditions import askable, conditions
from checker.numbers.free_numbers import freed, with_numbers
from checker.results.answers import Verdict
from checker.verdicts.exploring import explore
from spec.catalogue import MODELS
from spec.notation import LOSSY, LOSSY_BAG, Always, Model, System, fresh, limited
from spec.tcp.properties import opening as p, time as t
from spec.tcp.systems import allowing, both_established, opening
from spec.tcp.variables import RETRANSMIT, RST, segment
from spec.tcp.variants.readings import Rfc793

TOP = 2**32 - 1
HALF = 2**31


def reset(window: int) -> System:
    """Both ends ESTABLISHED with such windows; one forged reset, and RFC 793, which obeys it anywhere in the window."""
    by = (segment("B", SEQ=50_000, CTL=RST),)
    network = LOSSY.attacked(by=by)
    return allowing({}, Rfc793, Rfc793, network, start=both_established(window), buffer=window, modulus=2**32)


@pytest.mark.parametrize(
    ("window", "condition"),
    [
        (1, "the SEQ field of a forged RST to B = A's ISN + 1: 1 choice in 2^32"),
        (2, "the SEQ field of a forged RST to B is one of A's ISN + 1 to A's ISN + 2: 2 choices in 2^32"),
        (HALF, "the SEQ field of a forged RST to B is A's ISN + 1 or after it"),
    ],
)
def test_a_reset_is_obeyed_in_the_window_and_nowhere_else(window: int, condition: str) -> None:
    assert conditions(reset(window), {"stays": t.b_stays})["stays"].conditions == (condition,)


def test_a_shut_window_takes_a_reset_at_its_edge_alone() -> None:
    open_ = reset(1)
    shut = replace(open_, start=both_established(0))
    answer = conditions(shut, {"stays": t.b_stays})["stays"]
    assert answer.conditions == ("the SEQ field of a forged RST to B = A's ISN + 1: 1 choice in 2^32",)


@pytest.mark.parametrize("window", [1, 2, HALF])
@pytest.mark.parametrize("isn", [0, 1, HALF - 1, HALF, TOP - 1, TOP])
@pytest.mark.parametrize("ahead", [0, 1, 2, 3, HALF - 1, HALF, HALF + 1, TOP])
def test_a_window_over_the_top_of_the_number_space_is_as_any_other(window: int, isn: int, ahead: int) -> None:
    system = reset(window)
    answer = conditions(system, {"stays": t.b_stays})
    given = dict.fromkeys(answer.bases, isn)
    (forged,) = (base for base in answer.bases if "forged" in base.name)
    given[forged] = (isn + ahead) % 2**32
    explicit = explore(with_numbers(freed(system)[0], given), {"stays": t.b_stays})
    violated = explicit.answers["stays"].verdict is Verdict.VIOLATED
    assert violated is answer["stays"].true_for(given)


@pytest.mark.parametrize("a", [0, TOP])
@pytest.mark.parametrize("b", [0, TOP])
def test_the_handshake_agrees_where_the_numbers_come_round(a: int, b: int) -> None:
    system = opening(isn={"A": fresh(a), "B": fresh(b)}, modulus=2**32, channel=LOSSY_BAG.holding(2))
    once = limited(RETRANSMIT, 1).of(system)
    assert explore(once, {"agreement": p.agreement}).answers["agreement"].verdict is Verdict.HOLDS
    assert conditions(once, {"agreement": p.agreement})["agreement"].verdict is Verdict.HOLDS


def test_the_old_ack_of_number_0_opens_a_connection_that_begins_at_the_top() -> None:
    model = MODELS["reused-isn"]
    assert isinstance(model, Model)
    asked = {name: one for name, one in askable(model.properties).items() if isinstance(one, Always)}
    found = conditions(model.system, asked)
    a, b, seq, ack = found.bases
    assert found["not_a_ghost"].true_for({a: 5, b: TOP, seq: 90, ack: 0})
    assert not found["not_a_ghost"].true_for({a: 5, b: 0, seq: 90, ack: 0})
