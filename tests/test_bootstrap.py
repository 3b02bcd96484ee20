"""The first command of a new checkout: two questions, each with its answer and a picture, and what to type next."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.diagrams.renderers import needs_a_renderer, needs_a_shell

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(name="bootstrap")
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """``bootstrap.py``, which finds its environment ready and leaves its pictures in that folder."""
    spec = importlib.util.spec_from_file_location("bootstrap", ROOT / "bootstrap.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    program = tmp_path / "env/bin/handwave"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m checker "$@"\n')
    program.chmod(0o755)
    monkeypatch.setattr(module, "HERE", tmp_path)
    monkeypatch.setattr(module.Environment, "ready", ready)
    monkeypatch.setattr(sys, "argv", ["bootstrap.py", "check", "--env", str(tmp_path / "env")])
    return module


def ready(_: object, extras: str) -> bool:
    return extras == "[test]"


@needs_a_shell
@needs_a_renderer
def test_check_answers_two_questions_with_a_picture_each_and_says_what_to_type_next(
    bootstrap: ModuleType, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert bootstrap.main() == 0
    said, _ = capfd.readouterr()
    asked, _, closing = said.partition("Why can FIN and ACK not merge on close?")
    assert asked.startswith("Why does a two-way handshake accept stale SYNs?\n")
    assert "A SYN carries nothing that proves that it is new." in asked
    assert "The ACK is the kernel's, and due at once." in closing
    for name in ("two-way.svg", "fin-ack.svg"):
        assert re.search(rf"^pictures/{name}: two charts, \d+ steps at ", said, re.MULTILINE)
        assert (tmp_path / "pictures" / name).read_bytes().startswith(b"<?xml")
    named = re.findall(r"python3 bootstrap.py (\w+)", closing)
    assert named == ["catalogue", "test"]
    assert set(named) <= set(bootstrap.COMMANDS)
    assert re.findall(r"handwave (\w+)", closing.partition("Next")[2]) == ["check", "trace", "why", "claims", "list"]
