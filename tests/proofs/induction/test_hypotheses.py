"""Each hypothesis of a theorem by induction, taken away: it then fails, or once more is no harm.

What an end never does is allowed once, in the opening that is explored; the rest of what is printed likewise.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.proofs.induction.hypotheses import hypotheses
from checker.proofs.induction.proof import prove_by_induction
from checker.rows.fold import possible_events
from checker.verdicts.exploring import explore
from spec.notation import TRUE, Always, Call, Change, Flying, Sometimes, System, any_of, limited, variant
from spec.notation.nodes import ENDS, End
from spec.tcp import ACK, ACTIVE_OPEN, FIN, OLD_SYN, PASSIVE_OPEN, SYN, closing, opening, segment
from spec.tcp.properties import opening as p
from spec.theories import INDUCTIONS

THEOREM = INDUCTIONS["opening-history"]
OLD_ACK = segment("B", SEQ=91, ACK=301, CTL=ACK)
NEVER = {
    f"at {end} there is no {event.name}": limited(event, 1, end)
    for end in ENDS
    for event in possible_events(THEOREM.system, end)
    if THEOREM.system.limit(end, event) == 0
}
"""What never happens in the theorem's system, allowed once."""
NEEDED = {
    "at B there is no active OPEN": "VIOLATED in 4 steps",
    "at B there is no SEND": "VIOLATED in 4 steps",
}


def said(system: System, most: int | None = None, asked: Always = p.was_there) -> str:
    return repr(explore(system, {"it": asked}, max_states=most, whole=True).answers["it"])


def shown(theorem: str, name: str) -> Always:
    """What a theorem shows, to be asked of a search."""
    one = INDUCTIONS[theorem].shows[name]
    return Always(one.about, one.formula, Sometimes("any state", TRUE))


def test_all_that_never_happens_is_printed() -> None:
    printed = "; ".join(hypotheses(THEOREM))
    for name in NEVER:
        end, event = name.removeprefix("at ").split(" there is no ")
        assert f"no {event}" in printed.partition(f"at {end} there is")[2]


@pytest.mark.parametrize("name", NEVER)
def test_what_never_happens_is_needed_or_its_happening_once_is_no_harm(name: str) -> None:
    change: Change = NEVER[name]
    assert said(change.of(opening(in_flight=(OLD_SYN,)))) == NEEDED.get(name, "HOLDS")
    assert said(change.of(opening()), asked=p.agreement) == "HOLDS"


def test_initial_numbers_that_repeat_refute_it() -> None:
    again = variant(isn={"A": any_of(100, 200), "B": any_of(300, 400)})
    assert said(again.of(opening(opens=2, gives_up=1, in_flight=(OLD_SYN,))), 60_000) == "VIOLATED in 7 steps"
    assert said(again.of(opening(opens=2, gives_up=1)), 60_000, p.agreement) == "VIOLATED in 11 steps"


def test_an_old_ack_refutes_it() -> None:
    assert said(opening(in_flight=(OLD_SYN, OLD_ACK))) == "VIOLATED in 2 steps"


def test_an_old_syn_ack_and_an_old_ack_refute_agreement() -> None:
    old = (segment("A", SEQ=290, ACK=101, CTL=SYN | ACK), segment("B", SEQ=101, ACK=301, CTL=ACK))
    assert said(opening(in_flight=old), 60_000, p.agreement) == "VIOLATED in 4 steps"


@pytest.mark.parametrize(
    ("old", "steps"),
    [
        (segment("A", SEQ=301, ACK=102, CTL=ACK), "2 steps"),
        (segment("B", SEQ=101, ACK=301, CTL=FIN | ACK), "1 step"),
        (segment("B", SEQ=101, ACK=301, CTL=ACK, DATA=1), "1 step"),
    ],
)
def test_an_old_segment_refutes_the_order_of_octets(old: Flying, steps: str) -> None:
    asked = shown("octets-of-a", "numbers_in_order")
    assert said(closing(in_flight=(old,)), 60_000, asked) == f"VIOLATED in {steps}"


def test_that_nobody_is_established_on_a_syn_alone_needs_fewer_than_2_31_octets() -> None:
    theorem = INDUCTIONS["not-on-a-syn"]
    assert [one for one in hypotheses(theorem) if "never choose" in one] == []
    without = replace(theorem, given={"b_sends_less": theorem.given["b_sends_less"]})
    found = prove_by_induction(without, 60_000)
    assert repr(found.answers["a_not_on_a_syn"]) == "NOT ESTABLISHED (rests on 'a_acknowledged')"
    assert repr(found.answers["b_not_on_a_syn"]) == "HOLDS"


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("event", [PASSIVE_OPEN, ACTIVE_OPEN], ids=str)
@pytest.mark.parametrize("name", INDUCTIONS["octets-of-a"].shows)
def test_octets_are_as_they_were_where_one_end_opens_again(end: End, event: Call, name: str) -> None:
    assert said(closing(at_most={(end, event): 1}), None, shown("octets-of-a", name)) == "HOLDS"


def test_octets_of_a_new_connection_are_not_those_of_the_old_one() -> None:
    again = closing(at_most={("A", ACTIVE_OPEN): 1, ("B", PASSIVE_OPEN): 1})
    assert said(again, 60_000, shown("octets-of-a", "numbers_in_order")) == "VIOLATED in 11 steps"
