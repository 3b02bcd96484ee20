"""What tests/models.toml pins of the properties that the bounded engine decides."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from checker.bounded.explorer import DECIDED
from checker.knowledge.asked import asks_knowledge
from checker.results import Verdict
from spec.catalogue import MODELS
from spec.notation import Model, Property
from tests.engines.found import Said

PINNED = tomllib.loads((Path(__file__).parent.parent / "models.toml").read_text("utf-8"))


def states(name: str) -> int:
    """How many states the model has."""
    return cast(int, PINNED[name]["states"])


def model(name: str) -> Model:
    """The model of that name, its parameters as they are."""
    declared = MODELS[name]
    return declared if isinstance(declared, Model) else declared()


def decided(one: Model) -> dict[str, Property]:
    """The properties that the engine decides."""
    return {
        name: asked
        for name, asked in one.properties.items()
        if isinstance(asked, DECIDED) and not asks_knowledge(asked)
    }


def pinned(name: str) -> dict[str, Said]:
    """What is pinned of each of these."""
    verdicts = cast(Mapping[str, str], PINNED[name]["verdicts"])
    return {one: _said(verdicts[one]) for one in decided(model(name))}


def _said(text: str) -> Said:
    verdict = next(one for one in Verdict if text.startswith(one.value))
    steps = re.search(r" in (\d+) step", text)
    return Said(verdict, int(steps[1]) if steps else None)
