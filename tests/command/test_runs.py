"""``trace``, ``walk`` and ``ladder``: runs as text."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.command.saying import Run

CAPTURE = Path(__file__).parents[1] / "packets" / "captures" / "kernel" / "s16_connection_refused.client.pcap"

APART = """\
apart, apart: VIOLATED in 4 steps: the two are never ESTABLISHED together

      A                                         B
      CLOSED                                    LISTEN
1-2.  SYN_SENT    --> SYN <seq=1>           --> SYN_RCVD
3.    ESTABLISHED <-- SYNACK <seq=1><ack=0> <-- SYN_RCVD
4.    ESTABLISHED --> ACK <seq=0><ack=0>    --> ESTABLISHED  VIOLATED here
"""


def test_a_trace_is_a_ladder(handwave: Run, mine: Path) -> None:
    said = handwave("trace", "mine.py:apart", "apart", "--no-rows")
    assert (said.out, said.status) == (APART, 0)


def test_the_property_may_be_left_out_where_there_is_one(handwave: Run, mine: Path) -> None:
    assert handwave("trace", "mine.py:apart", "--no-rows").out == APART


def test_changes_are_told_below_the_lines(handwave: Run, mine: Path) -> None:
    said = handwave("trace", "mine.py:apart", "--changes")
    assert "        changed: B.state SYN_RCVD -> ESTABLISHED" in said.lines


def test_a_trace_is_written_as_text_or_as_markdown(handwave: Run, mine: Path, tmp_path: Path) -> None:
    said = handwave("trace", "mine.py:apart", "--no-rows", "-o", "run.txt")
    assert (said.out, (tmp_path / "run.txt").read_text()) == ("run.txt: 7 lines\n", APART)
    handwave("trace", "mine.py:apart", "--no-rows", "-o", "run.md")
    assert (tmp_path / "run.md").read_text() == f"```text\n{APART}```\n"


def test_what_every_other_run_passes_is_told_below_the_ladder(handwave: Run) -> None:
    said = handwave("trace", "three-way", "half_way", "--every-run", "--no-rows")
    assert said.lines[-6:] == [
        "",
        "every run that ends so, within the bounds of the search",
        "  fires at A: active_open, 3.10.1",
        "  fires at B: listen_syn, 3.10.7.2 third",
        "  fires at A: syn_sent_syn_ack, 3.10.7.3 fourth",
        "  passes this run's state after 1 step: A SYN-SENT, B LISTEN",
    ]
    assert said.status == 0


def test_of_a_search_that_was_cut_short_not_every_run_is_known(handwave: Run) -> None:
    said = handwave("trace", "closing", "half_closed", "--every-run", "--max-states", "300")
    assert said.err == (
        "handwave: not every run of closing is known: the search was cut short by the bound of 300 states\n"
    )
    assert (said.out, said.status) == ("", 2)


def test_what_holds_has_no_trace(handwave: Run) -> None:
    said = handwave("trace", "lossy", "agreement")
    assert said.out.startswith("lossy, agreement: HOLDS, so there is no run to show: ")
    assert said.status == 1


@pytest.mark.parametrize("words", ["draw lossy --trace agreement", "replay lossy agreement"])
def test_a_search_that_was_cut_short_before_a_run_was_found_is_not_established(handwave: Run, words: str) -> None:
    said = handwave(*words.split(), "--max-states", "3")
    assert (said.status, said.out) == (3, "")
    assert ": NOT ESTABLISHED (cut short by the bound of 3 states)" in said.err


def test_what_is_not_established_has_no_trace(handwave: Run) -> None:
    said = handwave("trace", "lossy", "agreement", "--max-states", "9")
    assert said.out.startswith("lossy, agreement: NOT ESTABLISHED (cut short by the bound of 9 states), so ")
    assert said.status == 3


def test_a_walk_is_the_same_for_the_same_seed(handwave: Run) -> None:
    first, again = (handwave("walk", "lossy", "--seed", "7", "--steps", "5") for _ in range(2))
    assert first == again
    assert first.lines[0] == "lossy: 5 steps from seed 7; one run of many, it establishes nothing"


def test_a_walk_without_a_seed_says_which_it_took(handwave: Run) -> None:
    seed = handwave("walk", "lossy").lines[0].partition("from seed ")[2].split(",")[0].split(";")[0]
    assert handwave("walk", "lossy", "--seed", seed).out == handwave("walk", "lossy", "--seed", seed).out


def test_a_walk_says_what_it_broke_and_met(handwave: Run) -> None:
    said = handwave("walk", "two-way", "--seed", "3", "--steps", "8")
    assert said.lines[-4:] == [
        " completes    met after step 3: the opening completes: both ESTABLISHED, each with the other's ISN",
        " agreement    true all the way",
        " not_a_ghost  true all the way",
        " was_there    VIOLATED after step 2: B is ESTABLISHED only with numbers with which A is, or was, ESTABLISHED",
    ]
    assert said.status == 0  # two-way is meant to be fooled


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def test_a_walk_by_hand_shows_what_may_happen_and_takes_what_is_chosen(
    handwave: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, "1", "u", "u", "9", "1", "q")
    said = handwave("walk", "two-way", "--interactive")
    start = [
        "A CLOSED, B LISTEN; in flight: -",
        "  1  A: active OPEN; A: CLOSED -> SYN-SENT; A sends <SEQ=100><CTL=SYN>",
    ]
    assert said.lines[:2] == start
    assert (
        said.lines[2] == "a number, u to undo, save FILE, q to end: A SYN-SENT, B LISTEN; in flight: <SEQ=100><CTL=SYN>"
    )
    assert "  3  B gets <SEQ=100><CTL=SYN>; B: LISTEN -> ESTABLISHED;" in said.out
    assert " ".join(said.out.split()).count("a copy stays in flight") == 2
    assert "a number, u to undo, save FILE, q to end: this is the start: there is nothing to undo" in said.lines
    assert (
        "a number, u to undo, save FILE, q to end: '9' is no choice: write a number from 1 to 1, u, save FILE or q"
        in said.lines
    )
    assert "two-way: 1 step by hand; one run of many, it establishes nothing" in said.out
    assert said.status == 0


def test_a_walk_by_hand_ends_with_its_input(handwave: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, "1")
    assert "two-way: 1 step by hand; one run" in handwave("walk", "two-way", "--interactive").out
    typed(monkeypatch)
    assert "two-way: 0 steps by hand; one run" in handwave("walk", "two-way", "--interactive").out


def test_ctrl_c_ends_a_walk_by_hand_and_keeps_it(handwave: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Typing(io.StringIO):
        def readline(self, size: int | None = -1, /) -> str:
            line = super().readline()
            if not line:
                raise KeyboardInterrupt
            return line

    monkeypatch.setattr("sys.stdin", Typing("1\n"))
    said = handwave("walk", "two-way", "--interactive")
    assert "two-way: 1 step by hand; one run" in said.out
    assert said.status == 0


def test_a_walk_that_breaks_what_should_hold_has_status_1(handwave: Run, mine: Path) -> None:
    ended = [handwave("walk", "mine.py:apart", "--seed", str(seed)) for seed in range(20)]
    broken = [said for said in ended if "VIOLATED after step" in said.out]
    assert broken
    assert {said.status for said in broken} == {1}
    assert all(", NOT as expected: the two are never ESTABLISHED together" in said.out for said in broken)


def test_a_walk_stops_where_nothing_is_enabled(handwave: Run) -> None:
    said = handwave("walk", "two-way", "--seed", "3", "--steps", "50")
    assert said.lines[0] == (
        "two-way: 6 steps from seed 3, to where nothing is enabled; one run of many, it establishes nothing"
    )


def test_a_capture_is_a_ladder(handwave: Run) -> None:
    said = handwave("ladder", str(CAPTURE))
    assert said.lines[0].endswith(", SEQ relative to each side's first SYN") or "absolute" in said.lines[0]
    assert said.lines[3].startswith("1.  --> <SEQ=0><CTL=SYN>")
    assert said.status == 0


def test_a_connection_that_a_capture_has_not_is_refused(handwave: Run) -> None:
    said = handwave("ladder", str(CAPTURE), "--connection", "9")
    assert said.err == "handwave: s16_connection_refused.client.pcap has 1 connection: there is no number 9\n"


SHOWN = [
    (("trace", "two-way", "was_there"), "1-2.  SYN-SENT, 0 --> <SEQ=100><CTL=SYN>              --> ESTABLISHED, 100"),
    (("walk", "two-way", "--seed", "3", "--steps", "1"), "1.  SYN-SENT, 0 --> <SEQ=100><CTL=SYN> ..."),
    (("check", "two-way", "-v"), "          CLOSED, 0                                           LISTEN, 0"),
    (("scenario", "refused"), "      CLOSED, 0"),
    (("why", "two-way"), "     B: LISTEN, 0 -> ESTABLISHED, 90                  B: LISTEN, 0 -> SYN-RECEIVED, 90"),
    (("draw", "two-way", "--trace", "was_there", "-o", "-", "--format", "txt"), "  0. A CLOSED, 0, B LISTEN, 0"),
]


@pytest.mark.parametrize(("command", "line"), SHOWN, ids=[one[0][0] for one in SHOWN])
def test_variables_can_stand_beside_the_states_wherever_a_run_is_printed(
    command: tuple[str, ...], line: str, handwave: Run
) -> None:
    assert line in [one[: len(line)] for one in handwave(*command, "--show", "state,IRS").lines]
    said = handwave(*command, "--show", "IRX")
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("handwave: there is no variable 'IRX' (did you mean IRS?): it has state, ")


def test_what_has_no_run_shows_no_variables(handwave: Run) -> None:
    assert handwave("draw", "two-way", "--show", "IRS").err == "handwave: --show is of a chart: add --trace PROPERTY\n"
