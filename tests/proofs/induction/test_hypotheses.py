"""Each hypothesis that ``prove opening-history`` prints, taken away: the theorem then fails, or once more is no harm.

What an end never does is allowed once, in the opening that is explored; the rest of what is printed likewise.
"""

from __future__ import annotations

import pytest

from checker.proofs.induction.hypotheses import hypotheses
from checker.rows.fold import possible_events
from checker.verdicts.exploring import explore
from spec.notation import Change, System, any_of, limited, variant
from spec.notation.nodes import ENDS
from spec.tcp import ACK, OLD_SYN, opening, segment
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


def said(system: System, most: int | None = None) -> str:
    return repr(explore(system, {"was_there": p.was_there}, max_states=most, whole=True).answers["was_there"])


def test_all_that_never_happens_is_printed() -> None:
    printed = "; ".join(hypotheses(THEOREM))
    for name in NEVER:
        end, event = name.removeprefix("at ").split(" there is no ")
        assert f"no {event}" in printed.partition(f"at {end} there is")[2]


@pytest.mark.parametrize("name", NEVER)
def test_what_never_happens_is_needed_or_its_happening_once_is_no_harm(name: str) -> None:
    change: Change = NEVER[name]
    assert said(change.of(opening(in_flight=(OLD_SYN,)))) == NEEDED.get(name, "HOLDS")


def test_initial_numbers_that_repeat_refute_it() -> None:
    again = variant(isn={"A": any_of(100, 200), "B": any_of(300, 400)})
    assert said(again.of(opening(opens=2, gives_up=1, in_flight=(OLD_SYN,))), 60_000) == "VIOLATED in 7 steps"


def test_an_old_ack_refutes_it() -> None:
    assert said(opening(in_flight=(OLD_SYN, OLD_ACK))) == "VIOLATED in 2 steps"
