"""Which freedoms of a network make no difference, which states are left out for others, and how a run is told then."""

from __future__ import annotations

import gc
from dataclasses import replace

import pytest

from checker.numbers.exploration.channel_reductions import closed, keeps
from checker.numbers.exploration.conditions import askable, conditions
from checker.numbers.exploration.explorer import explore
from checker.numbers.exploration.garbage import collecting_later
from checker.results.answers import Verdict
from diagrams.ladders.ladder import ladder
from spec.catalogue import MODELS
from spec.notation import (
    AGED,
    LOSSY,
    LOSSY_BAG,
    LOSSY_FIFO,
    REORDERING,
    A,
    Always,
    B,
    Channel,
    Hop,
    Model,
    Sometimes,
    Store,
    System,
    nothing_in_flight,
)
from spec.notation.channels import DUPLICATING_BAG
from spec.tcp import ESTABLISHED, SYN_RECEIVED
from spec.tcp.variables import RETRANSMIT
from tests.numbers.exploration.test_literal import Literal, shows

REPEATING = Channel("repeating set", Store.SET, (Hop.DELIVER, Hop.DUPLICATE))
SMALL = [
    LOSSY_BAG.holding(1),
    LOSSY_BAG.holding(2),
    DUPLICATING_BAG.holding(1),
    DUPLICATING_BAG.holding(2),
    LOSSY_BAG.holding(2).living(1),
    DUPLICATING_BAG.holding(2).living(1),
    DUPLICATING_BAG.holding(1).living(2, last_instant=False),
    AGED(1),
    REPEATING.living(1),
    LOSSY_FIFO.holding(2),
    REORDERING.holding(2),
]
SMALLEST = [one for one in SMALL if one.capacity is not None and Hop.DUPLICATE not in one.hops]


def model(name: str) -> Model:
    found = MODELS[name]
    return found if isinstance(found, Model) else found()


@pytest.mark.parametrize(
    ("channel", "is_closed", "is_kept"),
    [
        (LOSSY, True, True),
        (LOSSY_BAG, True, False),
        (DUPLICATING_BAG, True, True),
        (AGED(2), True, True),
        (LOSSY_BAG.living(1), True, False),
        (LOSSY_FIFO, False, False),
        (REORDERING, False, False),
        (REPEATING, False, True),
        (REPEATING.holding(3), False, False),
        (REPEATING.living(1), False, False),
        (LOSSY.cut(), True, False),
    ],
    ids=str,
)
def test_more_can_do_whatever_fewer_can_where_messages_may_be_lost_and_have_no_order(
    channel: Channel, is_closed: bool, is_kept: bool
) -> None:
    assert (closed(channel), keeps(channel)) == (is_closed, is_kept)


def once(name: str, channel: Channel) -> System:
    """The model over that network, without retransmissions."""
    system = model(name).system
    return replace(system, channel=channel, at_most={**system.at_most, RETRANSMIT: 0})


@pytest.mark.parametrize(
    ("name", "channel"),
    [*(("three-way", one) for one in SMALL), *(("two-way-old-syn", one) for one in SMALLEST)],
    ids=str,
)
def test_a_small_network_has_the_conditions_that_the_literal_explorer_finds(name: str, channel: Channel) -> None:
    system = once(name, channel)
    for one in askable(model(name).properties).values():
        asked = ~one.formula if isinstance(one, Always) else one.formula
        literal = Literal(system, [asked], 20_000)
        assert literal.complete
        shows(system, asked, literal)


@pytest.mark.parametrize(
    ("channel", "states"),
    [
        (LOSSY_BAG.holding(1), (19, 50)),
        (LOSSY_BAG.holding(2), (32, 117)),
        (LOSSY_BAG.holding(2).living(1), (32, 253)),
        (DUPLICATING_BAG.holding(1), (38, 147)),
        (LOSSY_FIFO.holding(2), (43, 76)),
        (REORDERING.holding(2), (38, 83)),
    ],
    ids=str,
)
def test_states_with_fewer_or_older_messages_are_left_out_where_messages_may_be_lost(
    channel: Channel, states: tuple[int, int]
) -> None:
    system = once("two-way-old-syn", channel)
    literal = Literal(system, [], 20_000)
    assert (len(explore(system, []).order), sum(map(len, literal.reached.values()))) == states


@pytest.mark.parametrize("channel", [LOSSY_BAG.holding(1), DUPLICATING_BAG.holding(1), LOSSY_BAG.holding(1).living(1)])
def test_what_stands_in_the_way_is_lost_in_a_step_of_its_own(channel: Channel) -> None:
    first = A.is_in(SYN_RECEIVED) & B.is_in(ESTABLISHED)
    never = Always("B is not the first", ~first, reached=Sometimes("B opens", B.is_in(ESTABLISHED)))
    (answer,) = conditions(replace(model("simultaneous").system, channel=channel), {"never": never}).answers
    assert answer.trace is not None
    assert ladder(answer.trace, rows=False, title=False).splitlines() == [
        "    A                                                    B",
        "    CLOSED                                               CLOSED",
        "1.  SYN-SENT     --> <SEQ=100><CTL=SYN>              ...",
        "2.               ... <SEQ=300><CTL=SYN>              <-- SYN-SENT",
        "3.               ... <SEQ=100><CTL=SYN>              XXX lost",
        "4.  SYN-RECEIVED <-- <SEQ=300><CTL=SYN>              ...",
        "5.  SYN-RECEIVED --> <SEQ=100><ACK=301><CTL=SYN,ACK> --> ESTABLISHED  VIOLATED here",
        "                 ... <SEQ=301><ACK=101><CTL=ACK>     <-- ESTABLISHED",
    ]


def test_a_formula_that_asks_what_is_in_flight_finds_what_is_left_when_messages_are_lost() -> None:
    alone = B.is_in(ESTABLISHED) & nothing_in_flight
    never = Always("never alone", ~alone, reached=Sometimes("B opens", B.is_in(ESTABLISHED)))
    for channel in (LOSSY_BAG.holding(2), DUPLICATING_BAG.holding(2), AGED(1)):
        (answer,) = conditions(once("three-way", channel), {"never": never}).answers
        assert answer.verdict is Verdict.VIOLATED
        assert answer.trace is not None
        assert answer.trace.steps[-1].after.in_flight == ()


def test_a_search_says_by_which_of_its_limits_it_was_cut_short() -> None:
    lossy = model("lossy")
    (first, *_) = conditions(lossy.system, askable(lossy.properties), 100).answers
    assert first.why == "cut short after 98 states: with those they lead to there are more than 100"
    (first, *_) = conditions(lossy.system, askable(lossy.properties), 2_000).answers
    assert first.why == "cut short after 40,004 transitions: more than 20 transitions for each of 2,000 states"


def test_garbage_is_collected_again_after_a_search_and_after_one_that_failed() -> None:
    gc.enable()
    with collecting_later():
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(LookupError), collecting_later():
        raise LookupError
    assert gc.isenabled()
