"""The scenarios of ``spec/tcp/scenarios``: each is followed, and drawn as in the file of its name in ``ladders``."""

import re
from functools import cache
from pathlib import Path

import pytest

from checker.command.verbs.scenario import scenarios
from checker.results.runs import Trace
from checker.scenarios import NotFollowed, follow, parse, parse_text
from diagrams.ladders.ladder import ladder
from spec.tcp.actors import CAST

HERE = Path(__file__).parent
SCENARIOS = {one.stem: one for one in scenarios()}


@cache
def followed(name: str) -> Trace:
    """The run of a scenario."""
    return follow(parse(SCENARIOS[name]), CAST)


def altered(name: str, *changes: tuple[str, str]) -> str:
    """Where a scenario with these changes cannot be followed, and why."""
    text = SCENARIOS[name].read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    with pytest.raises(NotFollowed) as caught:
        follow(parse_text(text, f"{name}.txt"), CAST)
    return str(caught.value)


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_scenario_is_followed_and_drawn_as_expected(name: str) -> None:
    drawn = ladder(followed(name), rows=False)
    assert drawn.splitlines() == (HERE / "ladders" / f"{name}.txt").read_text("utf-8").splitlines()


DRAWN_WHOLE = [name for name, one in SCENARIOS.items() if not re.search(r"<WND=[1-9]", one.read_text("utf-8"))]
"""A ladder says of a window only that it is shut."""


@pytest.mark.parametrize("name", DRAWN_WHOLE)
def test_what_is_drawn_is_a_scenario_again_with_the_same_steps(name: str) -> None:
    run = followed(name)
    lines = SCENARIOS[name].read_text("utf-8").splitlines()
    head = [line for line in lines if line.startswith(("A:", "B:", "params:", "where:"))]
    again = follow(parse_text("\n".join([*head, ladder(run, title=False)])), CAST)
    assert again.steps == run.steps


def test_there_is_a_ladder_for_every_scenario_and_no_other() -> None:
    assert sorted(one.stem for one in (HERE / "ladders").glob("*.txt")) == sorted(SCENARIOS)


def test_every_figure_of_sections_3_5_and_3_6_is_a_scenario() -> None:
    assert [f"figure-{number:02}" for number in range(6, 14) if f"figure-{number:02}" not in SCENARIOS] == []


def test_figure_7_is_not_followed_where_3_10_7_4_is_read_to_the_letter() -> None:
    assert altered("figure-07", ("Relaxed", "Tcp")) == (
        "figure-07.txt:17: A is SYN-RECEIVED, not ESTABLISHED, after <SEQ=300><ACK=101><CTL=SYN,ACK> "
        "(row syn_again, 3.10.7.4 first) and A sent <SEQ=101><ACK=301><CTL=ACK>"
    )


def test_figure_7_is_not_followed_to_its_strict_ending_where_it_is_read_as_drawn() -> None:
    assert altered("figure-07-strict", ("Tcp", "Relaxed")) == (
        "figure-07-strict.txt:14: A is ESTABLISHED, not SYN-RECEIVED, after <SEQ=300><ACK=101><CTL=SYN,ACK> "
        "(row syn_again, 3.10.7.4 first)"
    )


def test_figure_8_needs_the_reset_of_line_5() -> None:
    assert altered("figure-08", ("A: Tcp", "A: NoReset")) == (
        "figure-08.txt:15: A, in SYN-SENT, cannot send <SEQ=91><CTL=RST>; "
        "it could send <SEQ=100><CTL=SYN> by retransmission timeout (row syn_timeout, 3.10.8)"
    )


def test_figure_9_does_not_end_in_listen() -> None:
    line = "SYN-SENT                                         CLOSED"
    assert altered("figure-09", (line, "SYN-SENT      LISTEN")) == (
        "figure-09.txt:17: B is CLOSED, not LISTEN, after <SEQ=100><CTL=RST> (row reset, 3.10.7.4 second)"
    )


def test_figure_13_ends_in_time_wait_and_not_as_the_prose_of_case_3_has_it() -> None:
    assert altered("figure-13-case-3", ("DeletesOnAcks", "Tcp")) == (
        "figure-13-case-3.txt:14: A is TIME-WAIT, not CLOSED, after <SEQ=301><ACK=101><CTL=ACK> "
        "(rows ack_new, 3.10.7.4 fifth; closing_acked, 3.10.7.4 fifth)"
    )


def test_fix_f1_of_rfc_1337_saves_time_wait_from_assassination() -> None:
    assert altered("rfc1337-assassination", (": Tcp", ": Rfc1337")) == (
        "rfc1337-assassination.txt:25: A is TIME-WAIT, not CLOSED, after <SEQ=301><CTL=RST> "
        "(row no_ack, 3.10.7.4 fifth)"
    )


def test_fix_f1_of_rfc_1337_prevents_the_new_connection_of_hazard_h1() -> None:
    assert altered("rfc1337-h1", (": Tcp", ": Rfc1337")).startswith(
        "rfc1337-h1.txt:25: A is TIME-WAIT, not CLOSED, after <SEQ=302><CTL=RST>"
    )


def test_hazard_h3_needs_the_resets_of_rfc_793() -> None:
    assert altered("rfc1337-h3", ("Rfc793", "Tcp")) == (
        "rfc1337-h3.txt:12: B is SYN-RECEIVED, not LISTEN, after <SEQ=123><CTL=RST> "
        "(row challenge_rst, 3.10.7.4 second) and B sent <SEQ=401><ACK=101><CTL=ACK>"
    )
