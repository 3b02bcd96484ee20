"""The DOT text and the words of each kind of picture, letter by letter; drawings differ between renderers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from diagrams.rendering.fit import fit
from tests.diagrams.gallery import EXPECTED, GALLERY
from tests.diagrams.renderers import needs_a_renderer

NAMES = sorted(GALLERY)


@pytest.mark.parametrize("name", NAMES)
def test_the_dot_text_is_the_one_that_was_looked_at(name: str) -> None:
    assert GALLERY[name]().dot() == (EXPECTED / f"{name}.dot").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_the_text_twin_is_the_one_that_was_read(name: str) -> None:
    assert GALLERY[name]().text() + "\n" == (EXPECTED / f"{name}.txt").read_text(encoding="utf-8")


def test_nothing_lies_in_the_folder_that_is_not_compared() -> None:
    assert {path.stem for path in EXPECTED.iterdir()} == set(NAMES)


def test_another_process_writes_the_same_dot_text() -> None:
    program = "from tests.diagrams.gallery import GALLERY as g; print(g['graph-quotient']().dot(), end='')"
    environment = {"PYTHONHASHSEED": "77", "PYTHONIOENCODING": "utf-8"}
    root = Path(__file__).parents[2]
    told = subprocess.run([sys.executable, "-c", program], cwd=root, env=environment, capture_output=True, check=True)
    assert told.stdout.decode() == GALLERY["graph-quotient"]().dot()


@needs_a_renderer
@pytest.mark.parametrize("name", NAMES)
def test_its_letters_can_be_read_at_the_width_of_a_column(name: str) -> None:
    assert fit(GALLERY[name]()).letter >= 7.0
