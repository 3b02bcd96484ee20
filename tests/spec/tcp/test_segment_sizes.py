"""Segment sizes are announced, one for each way; nothing is negotiated."""

from __future__ import annotations

from checker import explore
from diagrams.ladders.ladder import ladder
from spec.mss.models import (
    mss,
    mss_absent,
    mss_absent_unheeded,
    mss_narrow,
    mss_unheeded,
    sizes,
    within_announced,
)


def test_each_end_gets_what_it_announced_and_no_common_minimum_is_kept() -> None:
    found = explore(mss)
    assert found.holds("within_announced")
    assert found.holds("a_filled")
    assert found.holds("b_filled")
    assert found.violates("common_minimum", steps=5)
    assert (
        "\n" + ladder(found.trace("common_minimum"), rows=False, title=False)
        == """
      A                                   B
      CLOSED                              CLOSED
1.    OPEN   --> <CTL=SYN><MSS=1460>  ...
2.           ... <CTL=SYN><MSS=1024>  <-- OPEN
3.           ... <CTL=SYN><MSS=1460>  --> OPEN
4-5.  OPEN   <-- <CTL=ACK><DATA=1460> <-- OPEN    VIOLATED here"""
    )


def test_an_absent_option_means_536_octets_and_is_no_permission() -> None:
    assert explore(mss_absent).holds("within_default")
    assert explore(mss_absent_unheeded).violates("within_default", steps=5)


def test_a_link_that_says_what_it_takes_has_nothing_to_fragment() -> None:
    assert explore(mss_narrow).holds("within_links")
    assert explore(mss_unheeded).violates("within_links", steps=5)


def test_the_limit_is_kept_for_other_values_too() -> None:
    for a, b in ((1100, 1460), (1460, 1100), (536, 1), (1, 1500)):
        assert explore(sizes(a, b), [within_announced]).holds(within_announced)
