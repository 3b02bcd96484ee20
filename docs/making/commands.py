"""The commands in a console block, run as a reader would run them, and what they print."""

from __future__ import annotations

import contextlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from checker.command.failures import guarded
from checker.languages.speech import speak
from docs.making.pages import ROOT

PROMPT = "$ "
_SECONDS = re.compile(r"\b\d+\.\d\d(?= (?:s\b|秒)|s$|$)")
_SENTENCE = re.compile(r"handwave: |[^\s:]+:\d+: ")
"""How a sentence begins that says what is wrong; other lines on standard error are progress."""


class CommandError(Exception):
    """A command of a page ended as no example should: by a limit, or by an error of handwave's own."""


def commands(block: str) -> list[str]:
    """The commands of a console block, without the prompt."""
    return [line.removeprefix(PROMPT) for line in block.splitlines() if line.startswith(PROMPT)]


def printed(block: str, folder: Path) -> str:
    """The console block with what its commands print now, run in that folder; each time is written 0.00 s."""
    return "".join(f"{line}\n" for line in _lines(block, folder))


def _lines(block: str, folder: Path) -> Iterator[str]:
    status = 0
    for command in commands(block):
        yield PROMPT + command
        if command == "echo $?":
            yield str(status)
            continue
        status, output = run(command.split(), folder)
        yield from (_SECONDS.sub("0.00", line).rstrip() for line in output.splitlines())


def run(words: list[str], folder: Path) -> tuple[int, str]:
    """A command in that folder: its exit status and output.  CommandError where it ends as no example should."""
    program, *arguments = words
    if program == "pytest":
        return pytest(arguments, folder)
    if program != "handwave":
        raise CommandError(f"{' '.join(words)}: a page shows handwave, pytest and 'echo $?' only")
    status, output, errors = _handwave(arguments, folder)
    if status not in (0, 1, 2):
        raise CommandError(f"{' '.join(words)}: exit status {status}\n{errors}")
    told = [line for line in errors.splitlines(keepends=True) if status == 2 or _SENTENCE.match(line)]
    return status, "".join([output, *told])


def _handwave(arguments: list[str], folder: Path) -> tuple[int, str, str]:
    """The command in this process, in that folder: status, output, errors."""
    output, errors = io.StringIO(), io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
        status = guarded(arguments)
    speak(None)  # the language of one command is not that of what follows in this process
    return status, output.getvalue(), errors.getvalue()


def pytest(arguments: list[str], folder: Path) -> tuple[int, str]:
    """pytest in a process of its own, in that folder: status and output."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100", "NO_COLOR": "1", "LANGUAGE": "en"}
    for name in ("PYTEST_ADDOPTS", "CI", "BUILD_NUMBER"):  # with CI pytest prints more than a reader sees
        environment.pop(name, None)
    words = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise CommandError(f"pytest {' '.join(arguments)}: exit status {done.returncode}\n{done.stdout}{done.stderr}")
    return done.returncode, done.stdout
