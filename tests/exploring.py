"""The models of the catalogue, each explored once by a process."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from inspect import getsource
from pathlib import Path
from typing import Any

import pytest

from checker import Exploration, explore
from diagrams.ladders.ladder import ladder
from spec.catalogue import MODELS
from spec.notation import Model
from spec.notation.nodes import End

PINNED = tomllib.loads(Path(__file__).with_name("models.toml").read_text("utf-8"))
"""Counts and verdicts of each model, by its name."""
NAMED = re.compile(r'\bexplored\("([a-z0-9-]+)"')


def declared(name: str, **parameters: int) -> Model:
    """A model of the catalogue, with these parameters where it has any."""
    one = MODELS[name]
    return one if isinstance(one, Model) else one(**parameters)


@cache
def explored(name: str, **parameters: int) -> Exploration:
    """What exploring it found: to be read, and left as it is."""
    return explore(declared(name, **parameters), whole=True)


def fired(found: Exploration, end: End) -> list[str]:
    """The rows of an end that fired."""
    rows = found.system.machine(end).rows
    return [row.name for place, row in enumerate(rows) if found.successors.fired[end] >> place & 1]


def drawn(found: Exploration, asked: str, *, rows: bool = False) -> str:
    """The run of a property as a ladder, on lines of its own."""
    return "\n" + ladder(found.trace(asked), rows=rows, title=False)


def together(items: Iterable[pytest.Item]) -> None:
    """Leave the tests that explore one model to one process: those that name it, or are given its name."""
    for item in items:
        test: Any = getattr(item, "function", None)
        if "explored" in getattr(test, "__globals__", ()):
            given: Any = getattr(item, "callspec", None)
            named = [given.params["name"]] if given and "name" in given.params else NAMED.findall(getsource(test))
            for name in named[:1]:
                item.add_marker(pytest.mark.xdist_group(name))
