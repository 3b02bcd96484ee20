"""A scenario is read in a time that grows with its length, whatever stands in it, and shown without harm."""

from __future__ import annotations

import time

import pytest

from checker.scenarios.faults import ScenarioError
from checker.scenarios.reading import parse_text

HEAD = "A: Tcp, isn 100\nB: Tcp, isn 300\n"
MARKS = 100_000
SECONDS = 10.0
"""For a line of so many marks; it takes a fraction of one, and took minutes where each mark was looked at from each."""


def said_in_time(text: str) -> int:
    """How long the sentence is that refuses the text, 0 where it is read."""
    begin, said = time.process_time(), ""
    try:
        parse_text(text)
    except ScenarioError as refused:
        said = str(refused)
    assert time.process_time() - begin < SECONDS
    return len(said)


@pytest.mark.parametrize(
    ("before", "mark", "behind"),
    [
        ("CLOSED", " ", "LISTEN"),
        ("CLOSED ", "[", ""),
        ("CLOSED ", "(", ""),
        ("CLOSED (", "()", ""),
        ("CLOSED ", "(A: x) ", ""),
        ("CLOSED ", "(A: ", ""),
        ("SYN-SENT --> ", "<A>", " to"),
        ("SYN-SENT --> ", "<A>", " to A in flight"),
        ("SYN-SENT --> ", "<A=", ""),
        ("SYN-SENT --> <A=x", " ", "y> --> X"),
        ("SYN-SENT --> <A", " ", "> --> X"),
        ("1", ".1", "x"),
        ("CLOSED ", "?", "x"),
        ("CLOSED ", "--> ", ""),
        ("A has ", "SND.UNA 1 and ", ""),
        ("A", " ", "has"),
        ("nothing", " ", "is in flight to"),
    ],
)
def test_a_long_line_is_read_in_time(before: str, mark: str, behind: str) -> None:
    line = before + mark * (MARKS // len(mark)) + behind
    assert said_in_time(f"{HEAD}\n{line}\n") < 500


@pytest.mark.parametrize("key", ["in flight", "where", "params", "title"])
@pytest.mark.parametrize("mark", ["<A> to ", "<A>", "X = 1, ", "with ", "starts ", " "])
def test_a_long_line_of_the_head_is_read_in_time(key: str, mark: str) -> None:
    assert said_in_time(f"{HEAD}{key}: x{mark * (MARKS // len(mark))}\n\nCLOSED LISTEN\n") < 500


def test_what_would_act_on_a_terminal_is_written_out() -> None:
    with pytest.raises(ScenarioError) as refused:
        parse_text(f"{HEAD}\n1. \x1b]0;pwned\x07\x1b[31mCLOSED   LISTEN\n", "mine.txt")
    assert str(refused.value) == (
        r"mine.txt:4: '1. \x1b]0;pwned\x07\x1b[31mCLOSED   LISTEN' holds a character that cannot be seen, U+001B: "
        "leave it out"
    )


@pytest.mark.parametrize("line", ["title: \x9b31m", "where: X = \u202e1", "A has \x00SND.UNA 1", "# \x1b[31m"])
def test_what_would_act_on_a_terminal_is_refused_wherever_it_stands(line: str) -> None:
    with pytest.raises(ScenarioError, match="holds a character that cannot be seen"):
        parse_text(f"{HEAD}{line}\n\nCLOSED   LISTEN\n")


def test_a_segment_is_read_with_the_blanks_that_figures_have() -> None:
    text = f"{HEAD}\nSYN-SENT --> <SEQ=100> <CTL = SYN, ACK >  <DATA> --> SYN-RECEIVED\n"
    crossing = parse_text(text).lines[0].crossing
    assert crossing is not None
    assert crossing.segment.fields == (("SEQ", "100"), ("CTL", "SYN, ACK"), ("DATA", None))
