"""Configurations and cells: what a model of the solver says, and what the solver is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checker.bounded.transition import Transition
from checker.configuration import Configuration, Local, Value
from spec.notation.nodes import End, Tuples
from spec.notation.systems import ENDS


def ends_are(transition: Transition, configuration: Configuration) -> Any:
    """That both ends are as they are in a configuration."""
    found: list[Any] = []
    for end in ENDS:
        acting, local = transition.acting[end], configuration.local(end)
        found.append(acting.state == local.state)
        for var, value in zip(acting.frame.slots, local.values, strict=True):
            if isinstance(value, int):
                found.append(acting.relation.variables[var] == value)
    return transition.solver.And(found)


def configuration(transition: Transition, model: Any, step: int) -> Configuration:
    """The configuration after so many steps, in a model of the solver."""
    values = transition.cells.values(model, step)
    return Configuration(
        _local(transition, "A", values),
        _local(transition, "B", values),
        transition.ways["A"].carried(values),
        transition.ways["B"].carried(values),
        tuple(values[f"forged {place}"] for place in range(len(transition.system.attackers()))),
    )


def _local(transition: Transition, end: End, values: Mapping[str, int]) -> Local:
    acting, found = transition.acting[end], list[Value]()
    for var in acting.frame.slots:
        if isinstance(var.domain, Tuples):
            kept = acting.remembered(var)
            found.append(frozenset(one for one, name in kept.items() if values[name]))
        else:
            found.append(values[acting.variables[var]])
    return Local(values[f"{end}.state"], tuple(found))
