"""A captured conversation as a chart."""

from __future__ import annotations

import pytest

from diagrams.sequence.captured import CapturedLine, captured_charts

LINES = (
    CapturedLine("A", "<SEQ=0><CTL=SYN>", "0.0 s  active OPEN", states=("SYN-SENT", "")),
    CapturedLine("B", "<SEQ=0><ACK=1><CTL=RST,ACK>", "0.1 s", "[syn_sent_refused]", states=("CLOSED", "")),
    CapturedLine("A", "<SEQ=0><CTL=SYN>", "0.2 s", fate="is lost"),
)


@pytest.fixture(scope="module")
def dot() -> str:
    (page,) = captured_charts(LINES, ("client", "server"), "a capture")
    return page.dot()


def test_a_segment_has_one_number_where_it_leaves(dot: str) -> None:
    assert [f'"step {number}" [label={number} ' in dot for number in (1, 2, 3, 4)] == [True, True, True, False]


def test_what_is_said_stands_at_the_end_that_it_is_said_of(dot: str) -> None:
    assert '"step 1, event 0" [label="0.0 s active"' in dot
    assert '"arrival 4, event 0" [label="[syn_sent_"' in dot


def test_a_segment_that_did_not_arrive_is_lost(dot: str) -> None:
    assert dot.count("[label=lost ") == 1


def test_a_state_that_is_not_known_is_not_drawn(dot: str) -> None:
    assert '"step 1, state" [label="SYN-SENT"' in dot
    assert '"arrival 4, state" [label=CLOSED' in dot
    assert "start B" not in dot


def test_segments_that_pass_each_other_cross() -> None:
    lines = (
        CapturedLine("A", "<SEQ=0><CTL=SYN>", fate="leaves"),
        CapturedLine("B", "<SEQ=0><CTL=SYN>"),
        CapturedLine("A", "<SEQ=0><CTL=SYN>", arrived="late", fate="arrives"),
    )
    (page,) = captured_charts(lines, ("client", "server"), "two captures")
    dot = page.dot()
    assert dot.count("from A to B, sent in step 1, delivered in step 3") > 0
    assert dot.count("from B to A, sent in step 2, delivered") > 0
    assert '"step 3, event 0" [label=late' in dot
