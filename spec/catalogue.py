"""Every model that the project declares, by name, in the order in which a reader should meet them.

A module of models is imported when a name is looked for that no module before it has: who asks for a small model does
not wait for all of TCP.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib import import_module

from spec.notation.models import Model, Parametric

GROUPS = (
    "spec.tcp.catalogue.opening",
    "spec.tcp.catalogue.opening_claims",
    "spec.tcp.catalogue.closing",
    "spec.tcp.catalogue.live",
    "spec.tcp.catalogue.timed",
    "spec.tcp.catalogue.closing_claims",
    "spec.tcp.catalogue.time_wait",
    "spec.tcp.catalogue.numbers",
    "spec.tcp.catalogue.knowledge",
    "spec.mss.models",
    "spec.generals.models",
    "spec.lossy.models",
)
"""Modules with a mapping MODELS, in the order of the catalogue."""
SMALL_FIRST = sorted(GROUPS, key=lambda module: module.startswith("spec.tcp."))
"""The same in the order in which a name is looked for."""


@cache
def group(module: str) -> Mapping[str, Model | Parametric]:
    """The models of one module, each with its name."""
    declared: Mapping[str, Model | Parametric] = import_module(module).MODELS
    return {name: replace(one, name=name) if isinstance(one, Model) else one for name, one in declared.items()}


class Catalogue(Mapping[str, Model | Parametric]):
    """The models of all groups, each imported when it is needed."""

    def __getitem__(self, name: str) -> Model | Parametric:
        for module in SMALL_FIRST:
            if name in group(module):
                return group(module)[name]
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return (name for module in GROUPS for name in group(module))

    def __len__(self) -> int:
        return sum(len(group(module)) for module in GROUPS)


MODELS: Mapping[str, Model | Parametric] = Catalogue()
