"""The picture of why something is not known: which runs, which differences, which words."""

from __future__ import annotations

import re

from diagrams.knowledge.evidence import why_not
from diagrams.knowledge.evidence_places import panels
from diagrams.rendering.picture import Picture
from diagrams.rendering.pinned import WIDTH
from tests.diagrams import known


def picture() -> Picture:
    return why_not(known.handshake(), "A knows that B knows it", 1, known.chain())


def test_the_text_is_the_chain_of_runs() -> None:
    assert (
        picture().text()
        == """\
opening: why after 1 arrival it is not true: A knows that B knows it
Thick: the same as in the run before. ≠: not so in the run beside it. Dotted: in flight. \
At the end of run 3 it is false that A wants to connect.

run 1: what has happened
      A                                                B
      CLOSED                                           LISTEN
1-2.  SYN-SENT --> <SEQ=100><CTL=SYN>              --> SYN-RECEIVED
3.    lost     XXX <SEQ=300><ACK=101><CTL=SYN,ACK> <-- SYN-RECEIVED

run 2: it looks to A like run 1
true here: A can send
    A                                   B
    CLOSED                              LISTEN
1.  SYN-SENT --> <SEQ=100><CTL=SYN> ...

run 3: it looks to B like run 2
true here: none
    A                 B
    CLOSED            LISTEN
1.  CLOSED (A: abort) LISTEN"""
    )


def test_a_step_is_marked_that_the_other_end_took_in_one_of_two_runs_only() -> None:
    assert [set(panel.differs) for panel in panels(known.chain())] == [{2}, {1}, {1}]
    assert picture().dot().count('label="≠"') == 3


def test_the_lifeline_of_the_end_that_cannot_tell_is_the_same() -> None:
    dot = picture().dot()
    assert 'tooltip="run 2, the lifeline of A: the same as in run 1"' in dot
    assert 'tooltip="run 3, the lifeline of B: the same as in run 2"' in dot
    assert dot.count("the same as in run") == 2 * 4  # the line, its two ends and its name


def test_every_node_and_line_has_a_tooltip() -> None:
    lines = [line for line in picture().dot().splitlines() if line.startswith("\t") and " [" in line]
    drawn = [line for line in lines if not re.match(r"\t(graph|node|edge) ", line)]
    assert drawn
    assert all("tooltip=" in line and 'tooltip=""' not in line for line in drawn)


def test_many_runs_go_on_below() -> None:
    made = panels(known.long_chain())
    assert [panel.left for panel in made[:4]] == [panel.left for panel in made[4:]] + [made[3].left]
    assert made[4].top > max(panel.bottom for panel in made[:4])
    assert all(panel.left + panel.width <= WIDTH + 0.01 for panel in made)


def test_the_same_chain_is_the_same_text() -> None:
    assert picture().dot() == picture().dot()
