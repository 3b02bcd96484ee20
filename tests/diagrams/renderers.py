"""Renderers for tests: the real one where it is there, and pretended ones that hang, die or are missing."""

from __future__ import annotations

import importlib.util
import os
import shutil
import stat
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

needs_a_renderer = pytest.mark.skipif(
    importlib.util.find_spec("pygraphviz") is None and shutil.which("dot") is None and "CI" not in os.environ,
    reason="neither pygraphviz nor Graphviz is installed",
)
needs_a_shell = pytest.mark.skipif(os.name != "posix", reason="the pretended renderer is a shell script")


def without_pygraphviz(patch: pytest.MonkeyPatch) -> None:
    """As on a machine without it."""
    _pretend(patch, None)


def without_any(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """As on a machine without pygraphviz and without Graphviz."""
    without_pygraphviz(patch)
    patch.setenv("PATH", str(folder))


def pretended_dot(patch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
    """A ``dot`` on the PATH that does what the shell script says, and nothing else to draw with."""
    program = folder / "dot"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    without_pygraphviz(patch)
    patch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")


def pretended_pygraphviz(patch: pytest.MonkeyPatch, folder: Path, program: str) -> None:
    """A child that runs this Python program instead of pygraphviz; no ``dot``."""
    child = folder / "child.py"
    child.write_text(program)
    patch.setattr("diagrams.rendering.render._CHILD", child)
    _pretend(patch, importlib.util.find_spec("sys"))
    patch.setenv("PATH", str(Path(sys.executable).parent / "nothing"))


def _pretend(patch: pytest.MonkeyPatch, found: ModuleSpec | None) -> None:
    """Let this be what is found where pygraphviz is looked for."""
    real = importlib.util.find_spec

    def find(name: str, package: str | None = None) -> ModuleSpec | None:
        return found if name == "pygraphviz" else real(name, package)

    patch.setattr(importlib.util, "find_spec", find)
