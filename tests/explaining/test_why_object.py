"""The answer to a why as an object: what a test asks of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker import Verdict, why
from diagrams import WIDE, draw
from spec.notation.errors import SpecError
from spec.notation.models import Model
from spec.tcp import OLD_SYN, TwoWay, agreement, asks, not_a_ghost, opening
from tests.diagrams.renderers import needs_a_renderer

GHOST = opening(server=TwoWay, in_flight=(OLD_SYN,))


def test_a_violated_property_of_a_model_tells_where_the_runs_part_and_what_repairs_it() -> None:
    found = why(Model(GHOST, asks(agreement, not_a_ghost), name="hasty"), not_a_ghost)
    assert (found.verdict, found.better, found.trace.violates_at) == (Verdict.VIOLATED, Verdict.HOLDS, 1)
    assert (found.parted, found.rows) == (1, ("B.listen_syn",))
    assert found.repairs[0] == "B.listen_syn as Tcp has it"
    assert found.because.startswith("first false after step 1, because B is ESTABLISHED")
    assert repr(found) == "<Why is not_a_ghost of hasty violated? VIOLATED>"


def test_a_property_of_a_system_without_a_name_is_told_by_its_sentence() -> None:
    said = "Why is 'B is ESTABLISHED only with a number that A opened with' of Tcp / TwoWay violated?"
    assert why(GHOST, not_a_ghost).question == said


@needs_a_renderer
def test_the_two_charts_can_be_drawn(tmp_path: Path) -> None:
    drawn = draw(why("two-way").picture(), tmp_path / "it.svg", box=WIDE)
    assert drawn.endswith("it.svg: two charts, 2 steps at 7.5 pt")


WRONG = [
    (("two-wey", ""), "there is no question 'two-wey' (did you mean two-way"),
    ((Model(GHOST, asks(agreement, not_a_ghost)), "ghost"), "give the property that is violated; the model asks"),
    ((opening(), not_a_ghost), "HOLDS: no violation was found, so there is nothing to explain"),
]


@pytest.mark.parametrize(("given", "said"), WRONG)
def test_what_cannot_be_explained_is_one_sentence(given: tuple[str, str], said: str) -> None:
    with pytest.raises(SpecError) as refused:
        why(*given)
    assert said in str(refused.value)
