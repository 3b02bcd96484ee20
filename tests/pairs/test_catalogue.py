"""The two bounds say of every model of the catalogue what its whole graph says."""

from __future__ import annotations

from functools import cache

import pytest

from checker.pairs.packed_moves import PackedMoves
from checker.verdicts.bounds import Bounds, bounds
from tests.engines.random_settings import LONG
from tests.exploring import PINNED, declared, explored
from tests.pairs.judging import judged

LOOKED_AT = [name for name, pinned in PINNED.items() if LONG or pinned["states"] <= 3_000]
"""The larger models are bounded where ``bootstrap.py agree`` asks for it."""
SMALL = [name for name, pinned in PINNED.items() if pinned["states"] <= 60]
"""Models that the literal interpreter explores in a moment."""


@cache
def bounded(name: str) -> Bounds:
    model = declared(name)
    return bounds(model.system, model.properties)


@pytest.mark.agreement
@pytest.mark.parametrize("name", LOOKED_AT)
def test_the_two_bounds_say_what_the_whole_graph_says(name: str) -> None:
    found, whole = bounded(name), explored(name)
    said = {one: (repr(answer), answer.cost) for one, answer in found.answers.items()}
    assert said == {one: (repr(whole.answers[one]), whole.answers[one].cost) for one in said}
    assert set(said) | set(found.undecided) == set(whole.properties)


@pytest.mark.agreement
@pytest.mark.parametrize("name", LOOKED_AT)
def test_the_upper_bound_has_every_state_that_is_reached(name: str) -> None:
    found, whole = bounded(name), explored(name)
    if found.decider is None or whole.worlds:
        return
    joined = found.decider.joined
    placed = PackedMoves(joined.ends, joined.split, whole.successors)
    met: dict[int, tuple[int, int]] = {}
    for packed in whole.search.order:
        node, (to_a, to_b) = placed.node(packed), placed.flying(packed)
        before = met.get(node, (0, 0))
        met[node] = to_a | before[0], to_b | before[1]
    assert met.keys() <= set(joined)
    for node, flying in met.items():
        assert not any(some & ~most for some, most in zip(flying, joined.at(node), strict=True))


@pytest.mark.parametrize("name", SMALL)
def test_the_literal_interpreter_says_the_same_of_a_small_model(name: str) -> None:
    model = declared(name)
    if not model.worlds:
        judged(model.system, model.properties)
