"""The sequence chart: what becomes of each message, and where everything stands."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from checker.results.runs import Packet, Trace
from diagrams.ladders.ladder import ladder
from diagrams.rendering.fit import fit
from diagrams.rendering.paper import SLIDE, Box
from diagrams.rendering.pinned import WIDTH
from diagrams.sequence.chart import MOST_MESSAGES, charts
from diagrams.sequence.flights import flights
from diagrams.sequence.labels import set_labels
from diagrams.sequence.page import Page, numbered
from diagrams.sequence.parts import FORGED_AT, LINE_AT, Chart
from diagrams.sequence.settling import chart
from tests.diagrams import runs
from tests.diagrams.opening import fooled, two_way
from tests.diagrams.runs import Run, to_a, to_b
from tests.engines.random_settings import random

RUNS = {
    "fooled": fooled(two_way()),
    "lost": runs.lost_and_repeated(),
    "crossing": runs.simultaneous_open(),
    "set": runs.in_a_set(),
    "lasso": runs.without_end(),
    "chinese": runs.in_chinese(),
}
each_run = pytest.mark.parametrize("name", RUNS)


def page_of(name: str) -> Page:
    """All of a run on one page."""
    return Page(RUNS[name], numbered(RUNS[name]), 0, len(RUNS[name].steps))


def fates(trace: Trace) -> list[tuple[str, int | None, str, int | None]]:
    """``(message, sent at, what became of it, when)``."""
    return [(flight.packet.short, flight.sent_at, flight.fate, flight.ended_at) for flight in flights(trace)]


def test_every_message_is_followed_from_its_send_to_its_end() -> None:
    assert fates(runs.lost_and_repeated()) == [
        ("SYN", None, "delivered", 9),
        ("SYN", 1, "delivered", 2),
        ("SYN,ACK", 2, "lost", 3),
        ("SYN", 4, "delivered", 5),
        ("SYN", 4, "delivered", 8),
        ("SYN,ACK", 5, "delivered", 6),
        ("ACK", 6, "delivered", 7),
        ("ACK", 8, "in flight", None),
    ]


def test_what_a_set_holds_already_is_not_sent_twice() -> None:
    assert fates(runs.in_a_set())[:2] == [("SYN", 1, "delivered", 3), ("SYN", 2, "already in flight", None)]


def test_a_full_channel_has_no_room() -> None:
    syn = to_b("<SEQ=100><CTL=SYN>")
    (step,) = Run("CLOSED", "LISTEN").local("A", "active OPEN", "SYN-SENT", syn).steps
    full = Trace(step.before, (replace(step, after=replace(step.after, in_flight=())),))
    assert fates(full) == [("SYN", 1, "no room", None)]
    assert "lost: no room" in charts(full)[0].dot()


@each_run
def test_every_label_has_a_place_of_its_own(name: str) -> None:
    assert set_labels(chart(page_of(name))) == []


@each_run
def test_time_runs_down_and_a_message_arrives_below_its_send(name: str) -> None:
    settled = chart(page_of(name))
    heights = [stop.y for stop in settled.stops]
    assert heights == sorted(set(heights))
    assert all(line.tail[1] < line.head[1] for line in settled.lines)


@each_run
def test_nothing_stands_outside_of_the_column(name: str) -> None:
    assert all(0 <= x <= WIDTH for x, _ in places(chart(page_of(name))))


def places(settled: Chart) -> list[tuple[float, float]]:
    return [place for line in settled.lines for place in (line.tail, line.head, line.label_at)]


def test_a_lost_message_ends_between_the_lines_with_a_cross_and_the_word() -> None:
    (lost,) = (line for line in chart(page_of("lost")).lines if line.flight.fate == "lost")
    assert LINE_AT["A"] < lost.head[0] < LINE_AT["B"]
    dot = charts(RUNS["lost"])[0].dot()
    assert '[label="✗"' in dot
    assert "[label=lost " in dot


def test_a_violation_is_marked_under_its_step() -> None:
    assert 'label="VIOLATED from step 2 on"' in charts(RUNS["fooled"])[0].dot()
    settled = chart(page_of("set"))
    (violation,) = settled.bands
    assert (violation.name, violation.text) == ("violation", "VIOLATED from step 5 on")
    assert settled.stops[4].y < violation.y < settled.stops[5].y


def test_a_violation_of_the_start_is_marked_above_the_first_step() -> None:
    trace = replace(RUNS["crossing"], violates_at=0)
    assert 'label="VIOLATED at the start"' in charts(trace)[0].dot()


def test_a_lasso_repeats_for_ever() -> None:
    dot = charts(RUNS["lasso"])[0].dot()
    assert 'label="repeats for ever: back to step 3"' in dot
    assert '"loop ends left" -> "loop begins left"' in dot


def test_what_was_in_flight_before_comes_from_between_the_lines() -> None:
    (line,) = (line for line in chart(page_of("fooled")).lines if line.enters)
    assert line.label == ["<SEQ=90><CTL=SYN>", "(sent before)"]


def test_lines_cross_in_a_simultaneous_open() -> None:
    assert not any(line.breaks for line in chart(page_of("crossing")).lines)


def test_a_long_line_is_interrupted_where_labels_need_its_place() -> None:
    assert [line.label for line in chart(page_of("set")).lines if line.enters] == [
        ["<SEQ=100><CTL=SYN>", "(from step 1)"],
        ["<SEQ=100><CTL=SYN>", "(duplicate)"],
    ]


def test_a_long_run_goes_on_on_another_page_with_its_numbers() -> None:
    first, second = charts(runs.long_one())
    assert first.title == "data: one octet at a time: 27 steps (page 1 of 2: steps 1 to 13)"
    assert second.title == "data: one octet at a time: 27 steps (page 2 of 2: steps 14 to 27)"
    assert '"step 14"' in second.dot()


def test_a_page_holds_at_most_twelve_messages_and_a_page_of_height() -> None:
    for page in charts(runs.long_one()):
        assert page.dot().count(' label" [label') <= MOST_MESSAGES
    assert chart(page_of("lost")).bottom <= 510


def test_a_run_of_no_steps_is_two_lifelines() -> None:
    (page,) = charts(Run("CLOSED", "LISTEN").trace("nothing happens", violates_at=0))
    assert page.size == "0 steps"
    assert 'label="VIOLATED at the start"' in page.dot()


def test_long_names_are_cut_and_stand_in_full_in_the_tooltip() -> None:
    name = "A-STATE-WITH-A-VERY-LONG-NAME"
    text = "<SEQ=1000000000><ACK=1000000001><WND=65535><CTL=SYN,ACK,PSH,URG><OPT=MSS>"
    run = Run(name, "LISTEN").local("A", "an event of many many words", name + "!", to_b(text))
    dot = charts(run.trace("t"))[0].dot()
    assert f'tooltip="A {name}!"' in dot
    assert 'label="A-STAT…AME"' in dot


@st.composite
def any_run(draw: st.DrawFn) -> Trace:
    """A run in which whatever is possible happens."""
    texts = [to_a("<SEQ=300><ACK=101><CTL=SYN,ACK>"), to_b("<SEQ=100><CTL=SYN>"), to_b("<SEQ=101><ACK=301><CTL=ACK>")]
    run = Run(
        "CLOSED",
        "LISTEN",
        *draw(st.lists(st.sampled_from(texts), max_size=2)),
        channel=draw(st.sampled_from(["bag", "set"])),
    )
    for _ in range(draw(st.integers(0, 14))):
        sent = tuple(draw(st.lists(st.sampled_from(texts), max_size=2)))
        packet: Packet | None = draw(st.sampled_from([None, *run.now.in_flight]))
        if packet is None:
            end = draw(st.sampled_from(["A", "B"]))
            run.local(
                "A" if end == "A" else "B",
                "event",
                draw(st.sampled_from(["", "OPEN", "SYN-RECEIVED"])),
                *to_other(end, sent),
            )
        elif draw(st.integers(0, 4)) == 0:
            run.lose(packet)
        else:
            move = run.duplicate if draw(st.booleans()) else run.deliver
            move(packet, draw(st.sampled_from(["", "ESTABLISHED"])), *to_other(packet.to, sent))
    return run.trace("any", violates_at=draw(st.sampled_from([None, len(run.steps)])))


def to_other(end: str, sent: tuple[Packet, ...]) -> tuple[Packet, ...]:
    return tuple(packet for packet in sent if packet.to != end)


@random
@given(any_run())
def test_any_run_can_be_drawn_and_every_step_of_it_is_there_with_the_number_that_the_ladder_has(trace: Trace) -> None:
    numbers = re.findall(r"^(\d+)(?:-(\d+))?\.", ladder(trace, title=False), re.MULTILINE)
    assert [int(one) for pair in numbers for one in pair if one] == list(range(1, len(trace.steps) + 1))
    drawn = "".join(page.dot() for page in charts(trace))
    for number in range(1, len(trace.steps) + 1):
        assert drawn.count(f'\t"step {number}" [label={number} ') == 1
    for flight in flights(trace):
        assert flight.fate in ("delivered", "lost", "in flight", "already in flight", "no room")


def test_a_run_on_slides_shows_one_step_more_on_each_and_nothing_moves() -> None:
    slides = [slide.dot() for slide in charts(fooled(two_way()), box=SLIDE)]
    (whole,) = (page.dot() for page in charts(fooled(two_way())))
    assert [slide.count("shape=circle") for slide in slides] == [1, 2]
    assert ["VIOLATED" in slide for slide in slides] == [False, True]
    heading, drawing = slides[-1].split("\n\tnode", 1)
    assert 'label="not_alone: 2 steps\\l"' in heading
    assert drawing == whole.split("\n\tnode", 1)[1]
    seen = set(re.findall(r'pos="[^"]*"', slides[0]))
    assert seen <= set(re.findall(r'pos="[^"]*"', whole))


def test_a_message_on_its_way_is_dotted_on_a_slide_until_it_arrives() -> None:
    first, second, *_ = charts(runs.simultaneous_open(), box=SLIDE)
    on_its_way = '"message 0 leaves" -> "message 0 breaks"'
    assert on_its_way in first.dot()
    assert on_its_way in second.dot()
    assert "  1. A active OPEN" in first.text()
    assert "  2. " not in first.text()


def test_pages_are_as_high_as_the_box() -> None:
    box = Box(343.5, 250)
    low = charts(runs.long_one(), box=box)
    assert len(low) > len(charts(runs.long_one()))
    assert [round(fit(page, box).letter, 1) for page in low] == [7.5] * len(low)


def test_what_an_attacker_sends_goes_towards_its_receiver_where_its_line_is_interrupted() -> None:
    run = Run("CLOSED", "LISTEN").forge(to_b("<SEQ=105><CTL=RST>")).trace("forged")
    (line,) = chart(Page(run, ["1"], 0, 1)).lines
    assert FORGED_AT == line.tail[0] < line.head[0] < LINE_AT["B"]
