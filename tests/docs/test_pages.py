"""The pages of the documentation: every command and number in them is run again.

``python -m docs.making.refresh`` writes them.
"""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from docs.making.commands import commands, printed, pytest as run_pytest
from docs.making.facts import restated, unexplained, unused
from docs.making.pages import ROOT, Block, blocks, pages, title, write_files
from docs.making.pictures import KEPT, Shown, fingerprint, kept_fingerprint, pictures
from docs.making.tables import with_tables

TEXTS = {title(page): page.read_text("utf-8") for page in pages()}
PICTURES = [(name, one) for name, text in TEXTS.items() for one in pictures(text)]
CONSOLES = [(name, block) for name, text in TEXTS.items() for block in blocks(text, "console")]


@pytest.mark.parametrize(
    ("page", "block"), CONSOLES, ids=[f"{name}: {commands(block.text)[0]}" for name, block in CONSOLES]
)
def test_a_command_prints_what_the_page_shows(page: str, block: Block, tmp_path: Path) -> None:
    write_files(TEXTS[page], tmp_path)
    assert printed(block.text, tmp_path).splitlines() == block.text.splitlines()


@pytest.mark.parametrize("page", TEXTS)
def test_the_numbers_in_the_prose_are_those_of_the_code(page: str) -> None:
    assert restated(TEXTS[page]).splitlines() == TEXTS[page].splitlines()


@pytest.mark.parametrize("page", TEXTS)
def test_no_number_in_the_prose_can_go_stale(page: str) -> None:
    assert unexplained(TEXTS[page]) == []


@pytest.mark.parametrize("page", [name for name, text in TEXTS.items() if "<!-- end of " in text])
def test_a_table_that_is_made_from_the_code_is_as_the_code_is(page: str) -> None:
    assert with_tables(TEXTS[page]).splitlines() == TEXTS[page].splitlines()


def test_every_number_that_is_worked_out_stands_on_a_page() -> None:
    assert list(unused(list(TEXTS.values()))) == []


@pytest.mark.parametrize(("page", "picture"), PICTURES, ids=[f"{name}: {one.file}" for name, one in PICTURES])
def test_a_picture_was_drawn_from_what_its_command_draws_now(page: str, picture: Shown, tmp_path: Path) -> None:
    write_files(TEXTS[page], tmp_path)
    assert kept_fingerprint(picture.file) == fingerprint(picture, tmp_path)


def test_no_picture_is_kept_that_no_page_shows() -> None:
    assert {file.name for file in KEPT.iterdir()} == {one.file for _, one in PICTURES}


def test_the_readme_is_no_longer_than_200_lines() -> None:
    assert len(TEXTS["README"].splitlines()) <= 200


def test_no_command_is_shown_twice() -> None:
    shown = [command for _, block in CONSOLES for command in commands(block.text) if command != "echo $?"]
    assert sorted(shown) == sorted(set(shown))


@pytest.mark.parametrize("page", [name for name, text in TEXTS.items() if any(blocks(text, "python"))])
def test_the_python_of_a_page_runs_from_top_to_bottom(page: str, tmp_path: Path) -> None:
    write_files(TEXTS[page], tmp_path)
    unnamed = [block.text for block in blocks(TEXTS[page], "python") if block.file_name is None]
    (tmp_path / "on_the_way.py").write_text("\n".join(unnamed), "utf-8")
    for file in sorted(tmp_path.glob("*.py")):
        if not file.name.startswith("test_"):
            runpy.run_path(str(file))
    shown = " ".join(block.text.partition("\n")[0] for block in blocks(TEXTS[page], "console"))
    tests = [file.name for file in sorted(tmp_path.glob("test_*.py")) if file.name not in shown]
    if tests:
        status, output = run_pytest(["-q", *tests], tmp_path)
        assert status == 0, output


def test_the_commands_of_the_first_page_exist() -> None:
    named = re.findall(r"python3 bootstrap.py (\w+)", TEXTS["README"])
    assert named[:2] == ["check", "test"]
    help_text = subprocess.run(
        [sys.executable, str(ROOT / "bootstrap.py"), "--help"], capture_output=True, text=True, check=True
    ).stdout
    assert all(f"bootstrap.py {name}" in help_text for name in named)
