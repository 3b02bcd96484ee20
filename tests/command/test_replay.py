"""The verb ``replay`` against the kernel of this machine; what is said where it cannot be played against."""

from __future__ import annotations

import pytest

from checker.command.verbs import replay
from checker.packets.live import missing
from tests.command.saying import Run

LACKS = missing()
on_linux_as_root = pytest.mark.skipif(bool(LACKS), reason=f"replay cannot play here: {LACKS}")


@on_linux_as_root
def test_a_blind_reset_with_the_number_that_is_expected_next_ends_a_connection_of_this_kernel(handwave: Run) -> None:
    said = handwave("replay", "attacker-reset-exact", "b_gone")
    assert said.status == 0
    assert said.lines[-6:] == [
        " 1.  <SEQ=101><CTL=RST> to B is forged by the",
        "       attacker",
        " 2.  B gets <SEQ=101><CTL=RST>                        the same",
        "     B: ESTABLISHED -> CLOSED",
        "",
        "The kernel does as the table does (B: 1 step).",
    ]


@on_linux_as_root
@pytest.mark.parametrize("end", ["A", "B"])
@pytest.mark.parametrize("figure", ["figure-06", "figure-07", "figure-08", "figure-09", "figure-10", "figure-11"])
def test_this_kernel_opens_as_the_linux_table_does(handwave: Run, figure: str, end: str) -> None:
    said = handwave("replay", figure, "--kernel", end, "--variant", "linux")
    assert (said.status, said.lines[-1].partition(" (")[0]) == (0, "The kernel does as the table does")


@on_linux_as_root
def test_this_kernel_waits_for_the_third_message(handwave: Run) -> None:
    said = handwave("replay", "two-way", "was_there")
    assert (said.status, said.lines[-1]) == (1, "They part in step 2.")
    assert "     B: LISTEN -> ESTABLISHED                         B: LISTEN -> SYN-RECEIVED" in said.lines


@on_linux_as_root
def test_what_is_not_waited_for_leaves_the_answer_open(handwave: Run) -> None:
    said = handwave("replay", "figure-12", "--kernel", "A")
    assert said.status == 3
    assert said.lines[-2:] == [
        "The kernel does as the table does (A: 3 steps); not played on: 2 MSL are 60 seconds in Linux: write",
        "  --wait 62.",
    ]


def test_where_nothing_can_be_played_one_sentence_says_why(handwave: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replay, "missing", lambda: "it makes a network namespace, which takes root")
    said = handwave("replay", "figure-06")
    assert (said.status, said.out) == (2, "")
    assert said.err == "handwave: replay cannot play here: it makes a network namespace, which takes root\n"
