"""Chosen variables in the place of the states."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.results.runs import EndPoint, Point, Step, Trace
from diagrams.ladders.ladder import ladder
from diagrams.sequence.shown import NotShown, showing

START = Point(EndPoint("IDLE", (("base", "0"),)), EndPoint("TAKES", (("expected", "0"), ("base", "9"))))
MOVED = replace(START, a=EndPoint("IDLE", (("base", "1"),)))
RUN = Trace(START, (Step("call", "A", "SEND", None, (), (), START, MOVED),))


def test_a_variable_stands_at_each_end_that_has_it() -> None:
    assert ladder(showing(RUN, ["base"])) == "    A: base  B: base\n    0        9\n1.  1        9  A: SEND"


def test_with_the_state_and_at_one_end_alone() -> None:
    shown = showing(RUN, ["state", "B.expected"])
    assert (shown.start.a.state, shown.start.b.state) == ("IDLE", "TAKES, 0")


def test_an_end_without_any_keeps_its_state() -> None:
    assert showing(RUN, ["expected"]).start.a.state == "IDLE"


def test_a_name_that_is_no_variable_is_refused() -> None:
    with pytest.raises(NotShown, match=r"^there is no variable 'bse' \(did you mean .*\?\): it has state, "):
        showing(RUN, ["bse"])
