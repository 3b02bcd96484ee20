"""The picture of who knows what: its cells, its places, its words."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from checker.knowledge.answers import KnowledgeTable
from diagrams.knowledge.places import LINE_AT, KnowledgePlaces
from diagrams.knowledge.sheet import role
from diagrams.knowledge.table import table
from diagrams.rendering.pinned import WIDTH
from tests.diagrams import known

TABLES = {"handshake": known.handshake(), "losses": known.with_losses()}
each_table = pytest.mark.parametrize("made", TABLES.values(), ids=TABLES)


def test_the_text_is_the_table() -> None:
    assert (
        table(known.handshake()).text()
        == """\
opening: who knows what
One run of 3 arrivals, time to the right. An end knows what is true at all points that look the same to it \
(12 points of all runs, complete).

                                    0     1     2     3
   1. A wants to connect          yes   yes   yes   yes
   2. B knows it                    -   yes   yes   yes
   3. A knows that B knows it       -     -   yes   yes
   4. B knows that A knows that     -     -     -   yes
   5. common knowledge              -     -     -     -

  0: before anything has arrived
  1: <SEQ=100><CTL=SYN> to B
  2: <SEQ=300><ACK=101><CTL=SYN,ACK> to A
  3: <SEQ=101><ACK=301><CTL=ACK> to B"""
    )


def test_what_is_true_from_the_start_is_not_new_and_what_was_forgotten_is_new_again() -> None:
    told = [[role(cells, place) for place in range(len(cells))] for cells in map(known.cells, ("yy", "-y-y"))]
    assert told == [["still", "still"], ["not", "new", "not", "new"]]


@each_table
def test_a_line_leads_from_each_cell_to_the_next_where_both_are_true(made: KnowledgeTable) -> None:
    stay = [one.true and other.true for _, cells in made.rows for one, other in pairwise(cells)]
    assert table(made).dot().count("still true") == sum(stay)


@each_table
def test_every_node_and_line_has_a_tooltip(made: KnowledgeTable) -> None:
    lines = [line for line in table(made).dot().splitlines() if line.startswith("\t") and " [" in line]
    drawn = [line for line in lines if not re.match(r"\t(graph|node|edge) ", line)]
    assert drawn
    assert all("tooltip=" in line and 'tooltip=""' not in line for line in drawn)


def test_a_cell_says_of_how_many_points_the_end_has_to_think() -> None:
    dot = table(known.handshake()).dot()
    assert 'tooltip="B knows it: true, at 4 points that look alike to the end, after 1 arrival"' in dot
    assert 'tooltip="common knowledge: not true after 3 arrivals"' in dot


def test_a_message_ends_where_its_column_is() -> None:
    places = KnowledgePlaces(known.handshake())
    assert [head for _, _, head, _ in places.messages()] == [
        (places.columns[1], LINE_AT["B"]),
        (places.columns[2], LINE_AT["A"]),
        (places.columns[3], LINE_AT["B"]),
    ]


def test_what_is_lost_or_in_flight_ends_between_the_lines() -> None:
    ends = [(flight.fate, head[1]) for flight, _, head, _ in KnowledgePlaces(known.with_losses()).messages()]
    assert [fate for fate, y in ends if LINE_AT["A"] < y < LINE_AT["B"]] == ["lost", "in flight"]


def test_few_columns_and_short_words_stay_in_the_column_of_the_page() -> None:
    assert KnowledgePlaces(known.handshake()).right == WIDTH


@each_table
def test_rows_lie_below_each_other(made: KnowledgeTable) -> None:
    labels = KnowledgePlaces(made).labels
    assert all(one.bottom <= min(other.heights) for one, other in pairwise(labels))


def test_the_same_table_is_the_same_text() -> None:
    assert table(known.with_losses()).dot() == table(known.with_losses()).dot()
