"""What a notebook and ``print`` show of a result: the pictures stand above all results, and are reached by name."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Literal


def in_a_notebook(kind: Literal["trace", "answer", "graph", "exploration"], found: object) -> dict[str, str]:
    """What a notebook shows of it.  The pictures stand above all results, and are loaded when one is to be shown."""
    shown: Callable[[object], dict[str, str]] = getattr(import_module("diagrams.notebook"), f"{kind}_shown")
    return shown(found)


def as_a_ladder(run: object) -> str:
    """What ``print`` shows of a run."""
    ladder: Callable[[object], str] = import_module("diagrams.ladders.ladder").ladder
    return ladder(run)
