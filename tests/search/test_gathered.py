"""The steps between gathered states are those that a pass over every step counts, in the same order."""

from __future__ import annotations

import pytest

from checker.search.reachable_graph import ReachableGraph
from checker.verdicts.exploring import explore
from spec.catalogue import MODELS
from spec.notation.models import Model

KINDS = {
    "three-way": ("A.state", "B.state"),
    "lossy": ("B.state", "A.state"),
    "early-close-in-order": ("A.state", "B.SND.NXT"),
    "close-reordered": ("A.state",),
    "old-segments": ("B.RCV.NXT",),
    "two-way-bag": ("A.state", "B.state"),
    "time-wait": ("A.state", "B.state"),
    "time-wait-reordered": ("A.state", "B.state"),
    "attacker-reset": ("A.state", "B.state"),
}
"""A model for each kind of channel: with a bit for each message, first in first out, full, with a clock, attacked."""


def graph_of(name: str) -> ReachableGraph:
    model = MODELS[name]
    model = model if isinstance(model, Model) else model()
    return explore(model.system, whole=True).graph


@pytest.mark.parametrize("name", KINDS)
def test_what_is_counted_is_what_a_pass_over_every_step_meets(name: str) -> None:
    graph, paths = graph_of(name), KINDS[name]
    values = list(graph.values(paths))
    passed: dict[tuple[tuple[str, ...], tuple[str, ...], str], int] = {}
    for source, target, label, _ in graph.edges():
        step = (values[source], values[target], label)
        passed[step] = passed.get(step, 0) + 1
    counted: dict[tuple[tuple[str, ...], tuple[str, ...], str], int] = {}
    for one, other, label, number in graph.gathered(paths) or ():
        counted[one, other, label] = counted.get((one, other, label), 0) + number
    assert list(counted.items()) == list(passed.items())


def test_where_a_message_in_flight_is_asked_for_every_step_is_looked_at() -> None:
    assert graph_of("three-way").gathered(("A.state", "in flight")) is None
