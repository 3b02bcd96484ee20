"""Whatever has a run draws it: ``-o`` of every verb that has one, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command.saying import Run

CAPTURE = Path(__file__).parents[1] / "packets/captures/handshake.pcapng"
DRAWN = {
    "trace two-way was_there": "run.dot: 2 steps as DOT",
    "scenario refused": "run.dot: 3 steps as DOT",
    "walk two-way --seed 1 --steps 3": "run.dot: 3 steps as DOT",
    "why fin-ack": "run.dot: two charts, 4 steps as DOT",
    "why two-way was_there": "run.dot: two charts, 2 steps as DOT",
    "claims S0.11": "run.dot: 6 steps as DOT",
    "knows who-knows": "run.dot: 10 rows by 4 moments as DOT",
    "knows who-knows --row 6": "run.dot: 5 runs as DOT",
    f"ladder {CAPTURE}": "run.dot: 3 segments as DOT",
    f"conform {CAPTURE} --end client": "run.dot: 3 segments as DOT",
}


@pytest.mark.parametrize("typed", DRAWN)
def test_a_run_is_drawn_where_the_ending_asks_for_a_picture(handwave: Run, typed: str, tmp_path: Path) -> None:
    said = handwave(*typed.split(), "-o", "run.dot")
    assert (said.lines, said.err, said.status) == ([DRAWN[typed]], "", said.status)
    assert (tmp_path / "run.dot").read_text().startswith("digraph {\n")


@pytest.mark.parametrize("typed", [*DRAWN, "draw two-way"])
@pytest.mark.parametrize("file", ["run.bmp", "run.svgz", "run.jpeg"])
def test_an_ending_that_says_no_format_is_refused_before_anything_is_computed(
    handwave: Run, typed: str, file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("computed")

    monkeypatch.setattr("checker.verdicts.exploring.explore", never)
    said = handwave(*typed.split(), "-o", file)
    assert f".{file.partition('.')[2]}" in said.err
    assert (said.out, said.status, list(tmp_path.iterdir())) == ("", 2, [])


def test_the_refusal_names_the_endings_that_there_are(handwave: Run) -> None:
    assert handwave("trace", "two-way", "was_there", "-o", "run.gif").err == (
        "handwave trace: argument -o: 'run.gif' ends in .gif, which says no format: write .txt, .md for the text, "
        ".svg, .png, .pdf, .dot, .tex, .mmd, .puml for a picture (handwave trace --help lists what it takes)\n"
    )


def test_a_chart_of_claims_is_of_one_claim(handwave: Run) -> None:
    assert handwave("claims", "S0.11", "S0.1", "-o", "run.svg").err == (
        "handwave: a chart shows one run, and these are 2 claims: name one, such as S0.11\n"
    )


def test_the_chart_says_what_its_verb_says(handwave: Run, tmp_path: Path) -> None:
    handwave("trace", "two-way", "was_there", "-o", "run.dot")
    dot = (tmp_path / "run.dot").read_text()
    assert "two-way, was_there: VIOLATED in 2 steps" in dot
    assert "Searched: 43 states, complete." in dot


def test_the_chart_of_a_lasso_says_under_which_fairness_it_is_one(handwave: Run, tmp_path: Path) -> None:
    handwave("draw", "text-is-live", "--trace", "text_weakly", "-o", "run.dot")
    dot = (tmp_path / "run.dot").read_text()
    assert "Fairness: everything but loss (weak)." in dot
    assert "Still allowed: what can happen there all along happens" in dot


def test_a_captured_segment_has_the_number_of_its_line(handwave: Run, tmp_path: Path) -> None:
    handwave("ladder", str(CAPTURE), "-o", "run.dot")
    dot = (tmp_path / "run.dot").read_text()
    assert [f'"step {number}" [label={number} ' in dot for number in (1, 3, 4)] == [True, True, False]
    assert "0.001000 s" in dot


def test_a_run_of_several_pages_has_a_file_for_each(handwave: Run, tmp_path: Path) -> None:
    said = handwave("walk", "closing", "--seed", "3", "-o", "w.dot")
    assert [line.partition(":")[0] for line in said.lines] == ["w-1.dot", "w-2.dot"]
    assert "page 2 of 2" in (tmp_path / "w-2.dot").read_text()


def test_a_run_has_as_many_pages_as_its_room_asks_for(handwave: Run, tmp_path: Path) -> None:
    said = handwave("scenario", "figure-07", "--fit", "slide", "-o", "run.mmd")
    assert said.lines == [f"run-{page}.mmd: 3 steps as Mermaid" for page in range(1, 7)]
    assert handwave("trace", "two-way", "was_there", "--title", "mine", "-o", "run.dot").status == 0
    assert 'label="mine\\l"' in (tmp_path / "run.dot").read_text()
    assert handwave("why", "fin-ack", "--fit", "345", "-o", "run.svg").err == (
        "handwave: '345' is not a size on the page: write width x height, as in 345x520pt or 12x18cm\n"
    )
