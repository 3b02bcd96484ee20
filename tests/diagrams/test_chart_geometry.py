"""No two texts of a chart overlap, no line goes through one, and each label is nearest to its own message."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from checker.command.choosing.models import catalogue
from checker.command.verbs.scenario import scenarios
from checker.results.runs import Trace
from checker.scenarios import NotFollowed, follow, parse
from checker.verdicts.exploring import explore
from diagrams.sequence.chart import charts
from spec.catalogue import MODELS
from spec.notation.models import Model
from spec.tcp.actors import CAST
from tests.diagrams.chart_checker import faults
from tests.diagrams.gallery import GALLERY
from tests.engines.random_settings import LONG

SAMPLE = {
    "close-reordered": ("never_assassinated",),
    "no-time-wait": ("no_reset",),
    "time-wait-2-msl": ("late_fin",),
    "attacker-reset-793": ("b_stays",),
    "close-wait-waits": ("close_wait_unaided",),
    "text-is-live": ("text_weakly", "text_acked", "all_text_acked"),
    "fin-unnumbered": ("fin_is_heard",),
}
"""Models whose charts once had labels on lines; each is explored in less than a second."""
FEW = ("too-much-text", "lossy", "two-way", "three-way")


def found(trace: Trace) -> list[str]:
    return [fault for page in charts(trace) for fault in faults(page.dot())]


@pytest.mark.parametrize("name", [name for name in GALLERY if name.startswith("chart")])
def test_nothing_touches_in_the_charts_of_the_gallery(name: str) -> None:
    assert faults(GALLERY[name]().dot()) == []


@pytest.mark.parametrize("name", SAMPLE)
def test_nothing_touches_where_labels_once_lay_on_lines(name: str) -> None:
    model = MODELS[name]
    assert isinstance(model, Model)
    explored = explore(model.only(SAMPLE[name]))
    traces = {asked: explored.answers[asked].trace for asked in SAMPLE[name]}
    assert {asked: found(trace) for asked, trace in traces.items() if trace is not None} == {
        asked: [] for asked in SAMPLE[name]
    }


@pytest.mark.parametrize("name", [one.stem for one in scenarios() if one.stem.startswith("figure")])
def test_nothing_touches_in_the_figures_of_the_rfc(name: str) -> None:
    assert found(run(name)) == []


def run(name: str) -> Trace:
    (file,) = (one for one in scenarios() if one.stem == name)
    try:
        return follow(parse(file), CAST)
    except NotFollowed as error:
        return error.run


@pytest.mark.agreement
def test_nothing_touches_in_the_other_charts_of_the_catalogue() -> None:
    """In all of them where ``bootstrap.py agree`` asks for it, else in those of a few."""
    looked_at = {where: found(trace) for where, trace in every_run()}
    assert {where: faults for where, faults in looked_at.items() if faults} == {}
    assert len(looked_at) >= (340 if LONG else 7)


def every_run() -> Iterator[tuple[tuple[str, str], Trace]]:
    for one in scenarios() if LONG else ():
        yield ("scenario", one.stem), run(one.stem)
    for chosen in catalogue():
        if LONG or chosen.name in FEW:
            for asked, answer in explore(chosen.model, timeout=60).answers.items():
                if answer.trace is not None:
                    yield (chosen.name, asked), answer.trace


def test_the_checker_sees_a_label_on_a_line_and_one_on_another() -> None:
    dot = GALLERY["chart-violated"]().dot()
    assert faults(dot.replace('pos="174.3,-', 'pos="82.0,-')) != []
