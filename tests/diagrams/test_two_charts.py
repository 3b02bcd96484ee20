"""Two sequence charts side by side: one grid of steps, the step at which they part, and what is sent in vain."""

from __future__ import annotations

import re

import pytest

from checker.results.runs import Trace
from diagrams.rendering.paper import PAGE
from diagrams.rendering.picture import Picture, in_room
from diagrams.sequence.two_charts import WIDE, numbered_column, two_charts
from tests.diagrams import runs
from tests.diagrams.chart_checker import faults

PAIRS = {
    "lost": (runs.lost_and_repeated(), runs.simultaneous_open()),
    "set": (runs.in_a_set(), runs.lost_and_repeated()),
    "lasso": (runs.without_end(), runs.in_a_set()),
}
each_pair = pytest.mark.parametrize("name", PAIRS)


def side_by_side(left: Trace, right: Trace, parts: int | None = 3) -> Picture:
    columns = numbered_column(left, ["with this"], [1]), numbered_column(right, ["with that"])
    return two_charts("Why?", ["Because."], *columns, parts, "here they part")


def halves(dot: str) -> tuple[str, str]:
    """The DOT text of each chart, as if it stood alone; the words on the line at which they part are in both."""
    lines = dot.splitlines()
    there = [line.replace("beside, ", "") for line in lines if '"beside, ' in line or line.startswith("\tparting [")]
    return "\n".join(line for line in lines if '"beside, ' not in line), "\n".join(there)


def heights(dot: str) -> dict[str, str]:
    """How far down the circle of each step stands."""
    return dict(re.findall(r'^\t"(step \d+)" \[.*pos="[-\d.]+,-([\d.]+)!"', dot, re.MULTILINE))


@each_pair
def test_a_step_stands_at_the_same_height_in_both(name: str) -> None:
    one, other = map(heights, halves(side_by_side(*PAIRS[name]).dot()))
    common = one.keys() & other.keys()
    assert len(common) >= 4
    assert {step: one[step] for step in common} == {step: other[step] for step in common}


@pytest.mark.parametrize("parts", [1, 2, 3, 4])
@each_pair
def test_nothing_touches_in_either_wherever_they_part(name: str, parts: int) -> None:
    assert [faults(half) for half in halves(side_by_side(*PAIRS[name], parts).dot())] == [[], []]


@pytest.mark.parametrize("parts", [1, 2, 3, 4])
@each_pair
def test_one_line_across_both_marks_where_they_part_and_says_why_once(name: str, parts: int) -> None:
    dot = side_by_side(*PAIRS[name], parts).dot()
    places = re.findall(r'"(?:beside, )?parting (?:left|right)".*pos="[-\d.]+,(-[\d.]+)!"', dot)
    assert len(places) == 4
    assert len(set(places)) == 1
    assert dot.count('label="here they part"') == 1


def test_where_there_is_no_room_for_both_one_follows_the_other() -> None:
    both = side_by_side(*PAIRS["lost"])
    assert [page.size for page in in_room([both], WIDE)] == ["two charts, 9 steps"]
    one, other = in_room([both], PAGE)
    assert (one.caption[:2], other.caption[:1]) == (("with this", "Because."), ("with that",))
    assert "arrowhead=empty" in one.dot()


def test_without_a_parting_there_is_no_line() -> None:
    assert "parting" not in side_by_side(*PAIRS["lost"], parts=None).dot()


def test_what_is_sent_in_vain_is_pale_and_has_a_hollow_arrow() -> None:
    lines = side_by_side(*PAIRS["lost"]).dot().splitlines()
    pale = [line for line in lines if "arrowhead=empty" in line and " -> " in line]
    assert len(pale) == 1
    assert "#767676" in pale[0]
    assert '"message 1 leaves" -> ' in pale[0]


def test_in_words_one_run_is_told_after_the_other() -> None:
    assert side_by_side(runs.in_a_set(), runs.without_end()).text().count("with th") == 2
