"""The reachable graph: raw, as a quotient, as a slice, with marks and with a trace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from checker.results.graphs import Edge, Mark
from checker.results.runs import Action, EndPoint, Point, Step, Trace
from diagrams.graphs.boxes import telling
from diagrams.graphs.grouping import coarsened, quotient
from diagrams.graphs.sheet import merged
from diagrams.graphs.view import View
from diagrams.rendering.render import PictureError
from tests.diagrams.opening import OLD_SYN, Now, Opening, fooled, two_way

THREE_WAY = Opening(start=Now(flight=(OLD_SYN,)))


class Ring:
    """States 0 to n-1 in a ring, each with a step that stays; A counts in tens, B in ones."""

    title = "ring"
    complete = True

    def __init__(self, states: int) -> None:
        self.states = states
        self.marks: Mapping[int, Mark] = {0: "start"}

    def point(self, state: int) -> Point:
        tens, ones = divmod(state, 10)
        return Point(EndPoint(f"T{tens}"), EndPoint(f"E{ones}", (("N", str(state)),)))

    def edges(self) -> Iterator[Edge]:
        for state in range(self.states):
            yield Edge(state, (state + 1) % self.states, f"A tick {state}", "call")
            yield Edge(state, state, "B idle", "timer")

    def find(self, point: Point) -> int:
        place = int(point.value("B.N"))
        if place >= self.states:
            raise KeyError(point)
        return place

    def run(self, *states: int, loop: int | None = None) -> Trace:
        points = [self.point(state) for state in states]
        action: Action = "call"
        steps = (
            Step(action, "A", f"tick {at}", None, (), (), points[place], points[place + 1])
            for place, at in enumerate(states[:-1])
        )
        return Trace(points[0], tuple(steps), "round", loop=loop)


def test_a_quotient_says_what_an_arrow_means_and_what_is_left_out() -> None:
    assert View(THREE_WAY).group_by("A.state", "B.state").picture().caption == (
        "8 boxes for 204 states and 1,696 transitions, complete.",
        "An arrow means that some state in its box can take that step.",
        "↻, left out: 1,536 steps that stay in their box.",
    )


def test_no_step_is_lost_or_counted_twice() -> None:
    grouping = quotient(THREE_WAY, ["A.state"])
    drawn = sum(sum(labels.values()) for labels in grouping.arrows.values())
    assert drawn + grouping.inside == len(THREE_WAY.found)
    assert sum(cell.states for cell in grouping.cells.values()) == THREE_WAY.states


@pytest.mark.parametrize("paths", [("A.state",), ("B.state",), ("B.IRS", "A.state")])
def test_a_coarser_quotient_can_be_had_from_a_finer_one(paths: tuple[str, ...]) -> None:
    fine = quotient(THREE_WAY, ["A.state", "B.state", "B.IRS"])
    assert coarsened(THREE_WAY, fine, paths) == quotient(THREE_WAY, paths)


def test_a_search_cut_short_is_partial() -> None:
    graph = Opening(most=5, complete=False)
    assert View(graph).picture().caption[0] == "8 states and 14 transitions, partial: the search was cut short."
    assert View(graph).picture().dot().count("not expanded") == 6  # in the boxes and in their tooltips


def test_parallel_labels_are_at_most_three_and_a_number() -> None:
    assert merged(["a", "b", "c"]) == ["a", "b", "c"]
    assert merged(["a", "b", "c", "d", "e"]) == ["a", "b", "c", "+2"]


def test_a_delivery_that_can_leave_a_copy_is_told_once() -> None:
    grouping = quotient(Ring(2), ["A.state"])
    grouping.arrows[0, 1] = {"B rcv SYN": 2, "B rcv SYN (a copy stays)": 2, "B rcv ACK (a copy stays)": 1}
    assert grouping.labels((0, 1)) == ["B rcv SYN", "B rcv ACK (a copy stays)"]


def test_the_steps_of_a_trace_are_numbered_without_a_gap() -> None:
    ring = Ring(30)
    dot = View(ring).group_by("A.state").along(ring.run(8, 9, 10, 11)).picture().dot()
    told = [line.split('label="')[1].split('"')[0].strip() for line in dot.splitlines() if "2.6" in line]
    assert sorted(told) == ["1  A tick 8", "2  A tick 9", "3  A tick 10"]


def test_a_step_of_the_trace_that_stays_in_its_box_is_drawn_all_the_same() -> None:
    ring = Ring(30)
    dot = View(ring).group_by("A.state").along(ring.run(1, 2)).picture().dot()
    assert '"box 0" -> "box 0" [label="  1  A tick 1  "' in dot


def test_a_lasso_says_what_repeats_for_ever() -> None:
    ring = Ring(3)
    picture = View(ring).along(ring.run(0, 1, 2, 0, loop=1)).picture()
    assert picture.caption[-1] == "Dashed, ∞: steps 2 to 3 repeat for ever."
    assert '"  2 ∞ A tick 1  "' in picture.dot()
    assert '"  1  A tick 0  "' in picture.dot()


def test_a_slice_holds_the_trace_and_what_is_one_step_from_it() -> None:
    ring = Ring(30)
    picture = View(ring).around(ring.run(3, 4, 5)).picture()
    assert picture.caption == (
        "4 boxes of a graph of 30 states, complete.",
        "↻, left out: 4 steps that change nothing.",
        "… n more: so many boxes follow that are not drawn.",
        "Numbered arrows: the 2 steps of that trace.",
    )
    assert [line.split()[1].rstrip(";") for line in picture.text().splitlines()[6:] if line[:3].strip()] == ["A"] * 4


def test_a_slice_asks_a_graph_for_single_steps_where_it_can() -> None:
    class Asked(Ring):
        def leaving(self, state: int) -> Iterator[Edge]:
            yield Edge(state, (state + 1) % self.states, f"A tick {state}", "call")
            yield Edge(state, state, "B idle", "timer")

        def edges(self) -> Iterator[Edge]:
            raise AssertionError("a pass over the whole graph")

    asked, plain = Asked(30), Ring(30)
    assert View(asked).around(asked.run(3, 4)).picture().dot() == View(plain).around(plain.run(3, 4)).picture().dot()


def test_a_quotient_can_be_sliced() -> None:
    ring = Ring(50)
    picture = View(ring).group_by("A.state").around(ring.run(9, 10)).picture()
    assert picture.caption[0] == "3 boxes of a graph of 50 states, complete."


def test_states_are_coloured_by_a_property_of_ones_own() -> None:
    dot = View(Ring(3)).mark({2: "violation"}).picture().dot()
    assert dot.count("VIOLATED") == 2  # in the box and in its tooltip


def test_the_state_where_a_trace_violates_is_marked() -> None:
    graph = two_way()
    assert "VIOLATED" in View(graph).mark({}).along(fooled(graph)).picture().dot()


def test_a_variable_that_is_not_there_lists_those_that_are() -> None:
    with pytest.raises(PictureError) as caught:
        View(Ring(3)).group_by("A.stat")
    assert str(caught.value) == ("ring has no 'A.stat' to group by: write one of A.state, B.state, B.N, in flight")


def test_a_trace_of_another_graph_is_told() -> None:
    with pytest.raises(PictureError) as caught:
        View(Ring(3)).along(Ring(9).run(5, 6)).picture()
    assert str(caught.value) == ("the trace round leaves the graph of ring: draw it on the graph that it was found in")


def test_boxes_show_the_fewest_variables_that_tell_them_apart() -> None:
    assert telling(Ring(10), range(10)) == ("A.state", "B.state")
    assert telling(THREE_WAY, range(THREE_WAY.states)) == ("A.state", "B.state", "in flight", "B.IRS")


def test_too_many_states_are_refused_by_their_number_before_any_is_looked_at() -> None:
    class Untouched(Ring):
        def edges(self) -> Iterator[Edge]:
            raise AssertionError("a pass over the whole graph")

    assert View(Untouched(100_000)).picture().boxes == 100_000


def test_a_graph_of_a_hundred_thousand_states_is_grouped_in_one_pass() -> None:
    class Counted(Ring):
        passes = 0

        def edges(self) -> Iterator[Edge]:
            self.passes += 1
            return super().edges()

    graph = Counted(100_000)
    view = View(graph).group_by("B.state")
    assert view.picture().boxes == 10
    assert view.along(graph.run(1, 2)).picture().dot()
    assert graph.passes == 1
