"""Running the command as a person does, without the cost of a process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.command.failures import guarded
from checker.languages.speech import speak
from tests.command.saying import MINE, Run, Said


@pytest.fixture
def handwave(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """The command, run in an empty folder; the language that it spoke is not that of the next test."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Said:
        capsys.readouterr()
        try:
            status = int(guarded(arguments))
        except SystemExit as ended:  # argparse
            status = int(ended.code or 0)
        printed = capsys.readouterr()
        return Said(status, printed.out, printed.err)

    yield run
    speak(None)


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A student's own file, in the folder of the command."""
    path = tmp_path / "mine.py"
    path.write_text(MINE)
    return path
