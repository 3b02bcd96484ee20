"""``pairs``: which states both ends can be in at once, and what that decides."""

from __future__ import annotations

import json
from pathlib import Path

from tests.command.saying import Run

THREE_WAY = """\
three-way: 5 pairs of local states; no other can be reached

 A, B         LISTEN  SYN-RECEIVED  ESTABLISHED
 CLOSED            1             -            -
 SYN-SENT          1             1            -
 ESTABLISHED       -             1            1
"""


def test_pairs_of_states_are_a_table_of_a_downwards_and_b_across(handwave: Run) -> None:
    said = handwave("pairs", "three-way")
    assert said.status == 0
    assert said.out.startswith(THREE_WAY)


def test_a_bound_that_was_not_found_in_time_is_not_established(handwave: Run) -> None:
    said = handwave("pairs", "three-way", "--timeout", "0.0001")
    assert (said.status, said.out) == (3, "three-way: no upper bound, cut short by the bound of 0.0001 s\n")


def test_a_verdict_says_what_it_rests_on(handwave: Run) -> None:
    assert (
        " HOLDS: agreement, both ESTABLISHED: each has the other's initial sequence number "
        "(from above: 5 pairs of local states)"
    ) in handwave("pairs", "three-way").lines


def test_what_the_pairs_do_not_decide_is_left_to_the_whole_graph(handwave: Run) -> None:
    assert (
        " not decided so, it is about whole runs: opens; handwave check opening-is-live explores the whole graph"
    ) in handwave("pairs", "opening-is-live").lines


def test_pairs_as_an_object(handwave: Run) -> None:
    said = json.loads(handwave("pairs", "old-syn-no-reset", "--json").out)
    assert said["pairs"] == 12
    assert {"A": "CLOSED", "B": "LISTEN", "pairs": 1} in said["states"]
    assert said["properties"][1] == {
        "name": "can_complete",
        "verdict": "VIOLATED",
        "steps": 2,
        "cost": None,
        "how": "3 states looked at",
    }


def test_pairs_as_a_picture(handwave: Run, tmp_path: Path) -> None:
    said = handwave("pairs", "two-way", "-o", str(tmp_path / "pairs.dot"))
    assert said.out.endswith("pairs.dot: 4 pairs of states as DOT\n")
    drawn = (tmp_path / "pairs.dot").read_text("utf-8")
    assert "was_there, at SYN-SENT, ESTABLISHED" in drawn
    assert "to A: SYN,ACK; ACK\\nto B: SYN" in drawn
