"""Spin counts as many states of random systems as a search here, and refutes the same properties."""

from __future__ import annotations

import os

import pytest
from hypothesis import given, settings

from checker.rows.out_of_bounds import OutOfBounds
from spec.notation import Model
from tests.engines.random_settings import LONG, MACHINES, random
from tests.engines.random_systems import Case, cases
from tests.export.promela.every_model import compared
from tests.export.promela.spin import HERE

SYSTEMS = min(MACHINES, int(os.environ.get("HANDWAVE_SPIN_SYSTEMS", "12" if LONG else "4")))
"""A compiler reads each of them twice: a second or two."""
FEW = 3_000
"""States of a system that Spin is asked about."""


@pytest.mark.skipif(not HERE, reason="spin and gcc are not both installed")
@settings(random, max_examples=SYSTEMS)
@given(cases())
def test_spin_finds_of_a_random_system_what_is_found_here(case: Case | None) -> None:
    if case is None:
        return
    asked = {f"p{place}": one for place, one in enumerate(case.properties.values())}
    try:
        said = compared(Model(case.system, asked, name="random"), FEW)
    except OutOfBounds:  # a row sends what its field cannot hold: no search here goes on, and nothing is compared
        return
    assert said.startswith(("equal", "refused", "too large")), said
