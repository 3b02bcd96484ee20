"""``handwave draw``: which picture is made, and where it goes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checker import explore
from checker.command.choosing.machine_view import end_view
from spec.catalogue import MODELS
from spec.notation.models import Model
from tests.command.saying import Run
from tests.diagrams.renderers import needs_a_renderer


def files(folder: Path) -> list[str]:
    """What is in a folder, in order."""
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ((), "two-way.dot"),
        (("--raw",), "two-way-raw.dot"),
        (("--machine", "B"), "two-way-B.dot"),
        (("--trace", "was_there"), "two-way-was_there.dot"),
        (("--group", "A.state", "--along", "was_there"), "two-way-along-was_there.dot"),
        (("--around", "was_there", "1"), "two-way-around-was_there.dot"),
    ],
)
def test_each_picture_has_a_name_of_its_own(handwave: Run, tmp_path: Path, asked: tuple[str, ...], name: str) -> None:
    said = handwave("draw", "two-way", *asked, "--format", "dot")
    assert said.out.startswith(f"{name}: ")
    assert files(tmp_path) == [name]
    assert said.status == 0


def test_the_machine_of_an_end_has_an_arrow_for_each_row_and_state() -> None:
    model = MODELS["lossy"]
    view = end_view(explore(model if isinstance(model, Model) else model()), "A")
    assert [(a.source, a.target, a.line) for a in view.arrows if a.source != a.target] == [
        ("CLOSED", "SYN_SENT", "open / snd SYN"),
        ("SYN_SENT", "CLOSED", "abort"),
        ("ESTABLISHED", "CLOSED", "abort"),
        ("SYN_SENT", "ESTABLISHED", "rcv SYNACK / snd ACK"),
        ("ESTABLISHED", "CLOSED", "rcv RST"),
    ]


def test_the_machine_in_a_model_starts_and_stops_where_the_model_says() -> None:
    model = MODELS["two-way"]
    assert isinstance(model, Model)
    view = end_view(explore(model), "B")
    assert (view.start, view.states) == ("LISTEN", ("LISTEN", "ESTABLISHED"))
    assert view.name == "two-way, B: TwoWay, the rows that fire there"
    assert [(a.source, a.target, a.line) for a in view.arrows if a.source != a.target] == [
        ("LISTEN", "ESTABLISHED", "rcv SYN / snd SYN,ACK"),
    ]


def test_an_arrow_says_what_the_rows_below_it_send_as_figure_5_does() -> None:
    model = MODELS["closing"]
    assert isinstance(model, Model)
    view = end_view(explore(model), "A")
    arrows = {(a.source, a.target, a.row): a.line for a in view.arrows if a.source != a.target}
    assert arrows["ESTABLISHED", "FIN-WAIT-1", "close_open"] == "CLOSE / snd FIN,ACK"
    assert arrows["ESTABLISHED", "CLOSE-WAIT", "fin"] == "rcv FIN, and all before it / snd ACK"
    assert arrows["FIN-WAIT-1", "FIN-WAIT-2", "our_fin_acked"] == "rcv ACK"
    assert arrows["CLOSING", "TIME-WAIT", "closing_acked"] == "rcv ACK"


def test_all_pictures_of_a_model_go_to_a_folder(handwave: Run, tmp_path: Path) -> None:
    said = handwave("draw", "two-way", "--all", "figures", "--format", "dot")
    assert files(tmp_path / "figures") == [
        "two-way-A.dot",
        "two-way-B.dot",
        "two-way-completes.dot",
        "two-way-was_there.dot",
        "two-way.dot",
    ]
    assert said.status == 0


def test_who_knows_what_is_drawn_of_the_table_asked_for_or_the_first(handwave: Run, tmp_path: Path) -> None:
    for asked in ((), ("who_knows",)):
        said = handwave("draw", "who-knows", "--knows", *asked, "--format", "dot")
        assert said.out == "who-knows-knows-who_knows.dot: 10 rows by 4 moments as DOT\n"
    assert files(tmp_path) == ["who-knows-knows-who_knows.dot"]


def test_the_drawn_table_says_what_the_verb_knows_says(handwave: Run, tmp_path: Path) -> None:
    printed = handwave("knows", "who-is-able").out.partition("\n\n")[2]
    drawn = handwave("draw", "who-is-able", "--knows", "-o", "-", "--format", "txt").out.partition("\n\n")[2]
    assert printed == drawn
    assert "   8. B knows that A can receive     -     -     -   yes" in drawn


@pytest.mark.parametrize("verb", [("knows",), ("draw", "--knows")])
def test_a_model_without_a_table_says_how_to_declare_one(handwave: Run, verb: tuple[str, ...]) -> None:
    said = handwave(verb[0], "two-way", *verb[1:])
    assert said.err == (
        "handwave: two-way declares no table of knowledge: Model(..., tables={'name': WhoKnows(...)})\n"
    )
    assert said.status == 2


def test_why_there_is_no_common_knowledge_takes_five_runs(handwave: Run, tmp_path: Path) -> None:
    said = handwave("draw", "who-knows", "--knows", "--row", "6", "--format", "dot")
    assert said.out == "who-knows-knows-who_knows-6.dot: 5 runs as DOT\n"
    said = handwave("draw", "who-knows", "--knows", "--row", "6", "--after", "1", "-o", "-", "--format", "txt")
    assert said.out.startswith("who-knows: why after 1 arrival it is not true: common knowledge\n")


def test_what_is_true_needs_no_picture_of_why_not(handwave: Run, tmp_path: Path) -> None:
    said = handwave("draw", "who-knows", "--knows", "--row", "A wants to connect")
    assert said.err == (
        "handwave: who-knows: after 3 deliveries it is true: A wants to connect; so no run shows why not\n"
    )
    assert (files(tmp_path), said.status) == ([], 2)


def test_a_row_is_of_a_table(handwave: Run, tmp_path: Path) -> None:
    said = handwave("draw", "who-knows", "--row", "6")
    assert said.err == "handwave: --row and --after are of a table: add --knows\n"


def test_all_pictures_of_a_model_have_its_tables(handwave: Run, tmp_path: Path) -> None:
    said = handwave("draw", "who-knows", "--all", "figures", "--format", "dot")
    assert "who-knows-knows-who_knows.dot" in files(tmp_path / "figures")
    assert (said.status, said.err) == (0, "")


def test_where_a_run_was_missed_no_table_is_drawn_but_the_rest_is(handwave: Run, tmp_path: Path) -> None:
    said = handwave("draw", "who-knows", "--all", "figures", "--format", "dot", "--max-states", "5")
    assert "NOT ESTABLISHED (cut short by the bound of 5 states)" in said.err
    assert files(tmp_path / "figures")[:3] == ["who-knows-A.dot", "who-knows-B.dot", "who-knows.dot"]


def test_where_no_picture_is_drawn_all_is_wrong(handwave: Run, tmp_path: Path) -> None:
    (tmp_path / "figures").write_text("a file")
    said = handwave("draw", "two-way", "--all", "figures")
    assert said.err == "handwave: figures cannot be made a folder (file exists)\n"
    assert said.status == 2


def test_a_picture_too_small_to_read_is_refused_with_a_grouping_that_fits(handwave: Run, tmp_path: Path) -> None:
    said = handwave("draw", "two-way", "--raw", "-o", "raw.svg")
    assert "too small to read: group it by A.state, B.state (" in said.err
    assert (files(tmp_path), said.status) == ([], 2)


@needs_a_renderer
def test_where_nobody_said_what_to_draw_the_grouping_is_drawn_that_can_be_read(handwave: Run, tmp_path: Path) -> None:
    said = handwave("draw", "closing", "-o", "it.svg")
    assert said.out == (
        "it.svg: 8 boxes at 8.3 pt; 29 boxes would be too small to read, so this is coarser: group it by A.state\n"
    )
    assert (files(tmp_path), said.status) == (["it.svg"], 0)


@needs_a_renderer
def test_a_grouping_that_somebody_asked_for_is_not_replaced(handwave: Run, tmp_path: Path) -> None:
    said = handwave("draw", "closing", "--group", "A.state,B.state", "-o", "it.svg")
    assert "too small to read: group it by A.state (8 boxes" in said.err
    assert (files(tmp_path), said.status) == ([], 2)


def test_a_picture_has_the_title_that_is_asked_for_or_none(handwave: Run, tmp_path: Path) -> None:
    for asked in (("--title", 'my "own" title'), ("--no-title",)):
        assert handwave("draw", "two-way", *asked, "-o", "it.dot").status == 0
        last = (tmp_path / "it.dot").read_text().splitlines()[-2]
        assert last == ('\tgraph [label="my \\"own\\" title\\l"]' if len(asked) == 2 else '\tgraph [label=""]')


@needs_a_renderer
def test_an_svg_without_a_title_still_says_what_it_shows(handwave: Run, tmp_path: Path) -> None:
    handwave("draw", "two-way", "--trace", "was_there", "--no-title", "-o", "it.svg")
    drawn = (tmp_path / "it.svg").read_text()
    assert drawn.count("two-way, was_there: VIOLATED in 2 steps") == 1
    assert re.search(r'<title id="[^"]*">two-way, was_there: VIOLATED in 2 steps', drawn)
