"""What a notebook shows of each result; and the example notebook runs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker import explore, why
from checker.verdicts.exploration import Exploration
from diagrams.graphs.view import View
from spec.catalogue import MODELS
from spec.notation.models import Model
from spec.tcp import Tcp
from spec.tcp.variants.mutants import NoTimeWait
from tests.diagrams.renderers import needs_a_renderer

NOTEBOOK = Path(__file__).parents[2] / "docs/notebook.ipynb"


METHOD = "_repr_mimebundle_"
"""What IPython calls."""


def shown_of(value: object) -> dict[str, str]:
    """What a notebook is given."""
    shown: dict[str, str] = getattr(value, METHOD)()
    return shown


@pytest.fixture(scope="module")
def found() -> Exploration:
    model = MODELS["two-way"]
    assert isinstance(model, Model)
    return explore(model)


def test_an_exploration_is_a_table_of_verdicts(found: Exploration) -> None:
    shown = shown_of(found)
    assert shown["text/plain"].splitlines()[0] == f"two-way: {found!r}"
    assert "VIOLATED  was_there" in shown["text/plain"]
    assert '<td style="text-align:left">VIOLATED</td>' in shown["text/html"]


@needs_a_renderer
def test_a_run_is_its_chart_with_the_ladder_as_text(found: Exploration) -> None:
    answer = found.answers["was_there"]
    assert answer.trace is not None
    for shown in (shown_of(answer), shown_of(answer.trace)):
        assert "<svg " in shown["image/svg+xml"]
        assert "VIOLATED here" in shown["text/plain"]


@needs_a_renderer
def test_a_why_is_the_two_charts_with_their_words_and_the_answer_as_text() -> None:
    answer = why("two-way")
    shown = shown_of(answer)
    assert '<title id="' in shown["image/svg+xml"]
    assert "with two messages: VIOLATED (2 steps)" in shown["image/svg+xml"]
    assert shown["text/plain"] == str(answer)


def test_a_property_that_holds_is_one_line(found: Exploration) -> None:
    shown = shown_of(found.answers["agreement"])
    assert shown["text/plain"].startswith("agreement: HOLDS: ")
    assert list(shown) == ["text/plain"]


@needs_a_renderer
def test_a_graph_is_grouped_by_the_states_of_both_ends(found: Exploration) -> None:
    shown = shown_of(found.graph)
    assert "<svg " in shown["image/svg+xml"]
    assert "quotient by A.state, B.state" in shown["text/plain"]


def test_a_graph_of_too_many_states_is_one_line() -> None:
    class Large:
        title, states, complete = "large", 3_000_000, True

    from diagrams.notebook import graph_shown

    shown = graph_shown(Large())  # type: ignore[arg-type]
    assert shown == {
        "text/plain": "large: 3,000,000 states, complete; too many to draw while you wait: "
        "handwave draw large -o it.svg"
    }


def test_a_view_of_too_many_boxes_is_one_line() -> None:
    model = MODELS["closing"]
    assert isinstance(model, Model)
    shown = shown_of(View(explore(model.only([])).graph))
    assert list(shown) == ["text/plain"]
    assert len(shown["text/plain"].splitlines()) == 1


def test_the_example_notebook_runs_from_top_to_bottom() -> None:
    names: dict[str, object] = {}
    cells = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    assert len(sources) >= 4
    for source in sources:
        *lines, last = source.splitlines()
        exec("\n".join(lines), names)  # noqa: S102
        value = eval(last, names)  # noqa: S307
        shown = shown_of(value)
        assert len(shown["text/plain"].splitlines()) <= 61


def test_a_table_is_a_page_of_its_rows_and_a_variant_what_differs() -> None:
    text = shown_of(Tcp)["text/plain"].splitlines()
    assert text[0].endswith(" rows, read from the top")
    assert len(text) == 61
    assert text[-1].endswith(" more lines: print(Tcp)")
    assert shown_of(NoTimeWait)["text/plain"].startswith("NoTimeWait: 2 rows differ from Tcp\n")
    assert shown_of(NoTimeWait)["text/html"].startswith("<pre>NoTimeWait: ")


def test_a_row_is_its_lines_in_the_table() -> None:
    for one, table in ((Tcp.our_fin_acked, Tcp), (NoTimeWait.closing_acked, NoTimeWait)):
        shown = shown_of(one)
        assert shown["text/plain"].startswith(one.name)
        assert shown["text/plain"] in str(table)
        assert shown["text/html"].startswith(f"<pre>{one.name}")
    assert len(shown_of(Tcp.our_fin_acked)["text/plain"].splitlines()) > 1
