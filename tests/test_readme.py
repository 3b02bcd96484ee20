"""The README: every command and every number in it is run again (``python tests/refresh_readme.py`` writes them)."""

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

from checker.verdicts.exploration import explore
from spec.notation import Model

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def refresher() -> ModuleType:
    spec = importlib.util.spec_from_file_location("refresh_readme", ROOT / "tests/refresh_readme.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_command_prints_what_the_readme_shows_and_every_count_is_the_pinned_one() -> None:
    assert refresher().refreshed(README).splitlines() == README.splitlines()


def test_the_pytest_example_passes(tmp_path: Path) -> None:
    refresh = refresher()
    refresh.student_folder(tmp_path, README)
    done = refresh.run([sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_mine.py"], tmp_path)
    assert "2 passed" in done.stdout, done.stdout


def test_the_other_examples_are_models_with_the_verdicts_that_are_told() -> None:
    found: dict[str, object] = {}
    for block in refresher().PYTHON.findall(README):
        if "def test_" not in block:
            exec(block, found)  # noqa: S102  # the README's own text
    live, three = found["live"], found["three"]
    assert isinstance(live, Model)
    assert isinstance(three, Model)
    assert explore(live).violates("opens")
    assert explore(three).holds("deep")


def test_the_commands_of_the_first_page_exist() -> None:
    named = re.findall(r"python3 bootstrap.py (\w+)", README)
    assert named == ["check", "test"]
    help_text = subprocess.run(
        [sys.executable, str(ROOT / "bootstrap.py"), "--help"], capture_output=True, text=True, check=True
    ).stdout
    assert all(f"bootstrap.py {name}" in help_text for name in named)
