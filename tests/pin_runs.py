"""Write runs.toml anew: for each row of the table, and each variant that a clause names, a run in which it is seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from checker.command.verbs.scenario import scenarios
from checker.scenarios import Scenario, ScenarioError, follow, parse
from spec.catalogue import MODELS
from spec.notation import Machine
from spec.notation.models import Model
from spec.notation.systems import ENDS
from spec.tcp.actors import CAST
from spec.tcp.checklist import CLAUSES
from spec.tcp.checklist.clauses import RUNS
from spec.tcp.table import Tcp
from tests.exploring import PINNED

HEAD = "# Where each row and each variant of the clauses is seen: the shortest scenario, else a model.\n"


def pinned() -> str:
    """The text of runs.toml."""
    read = [(one.stem, parse(one)) for one in scenarios()]
    runs = {name: follow(scenario, CAST).steps for name, scenario in read}
    read.sort(key=lambda one: (actors(one[1]) != {"Tcp"}, len(runs[one[0]])))
    seen: dict[str, str] = {}
    for name, _ in read:
        for row in (row.name for step in runs[name] for row in step.rows):
            seen.setdefault(row, f"scenario {name}")
    for name, one in sorted(PINNED.items(), key=lambda item: item[1]["states"]):
        for row in (row for fired in one.get("fires", {}).values() for row in fired):
            seen.setdefault(row, f"model {name}")
    variants = dict.fromkeys(one for clause in CLAUSES for one in clause.otherwise)
    parted = {one.__name__: _parted(one, read) for one in variants}
    rows = {row.name: seen[row.name] for row in Tcp.rows}
    return HEAD + "".join(_table("rows", rows)) + "".join(_table("variants", parted))


def actors(scenario: Scenario) -> set[str]:
    """The machines that it names."""
    return {actor.machine for actor in scenario.actors.values()}


def parts(scenario: Scenario, variant: str) -> bool:
    """Whether the scenario needs the variant: with the table in its place it cannot be followed."""
    try:
        follow(scenario, replace(CAST, machines={**CAST.machines, variant: Tcp}))
    except ScenarioError:
        return True
    return False


def runs_by(variant: type[Machine]) -> Iterator[str]:
    """The models in which an end follows the variant, the small ones first."""
    for name in sorted(PINNED, key=lambda name: PINNED[name]["states"]):
        declared = MODELS[name]
        model = declared if isinstance(declared, Model) else declared()
        if variant in map(model.system.machine, ENDS):
            yield f"model {name}"


def _parted(variant: type[Machine], read: list[tuple[str, Scenario]]) -> str:
    name = variant.__name__
    for stem, scenario in read:
        if name in actors(scenario) and parts(scenario, name):
            return f"scenario {stem}"
    return next(runs_by(variant))


def _table(title: str, runs: Mapping[str, str]) -> Iterator[str]:
    yield f"\n[{title}]\n"
    for name, run in runs.items():
        yield f'{name} = "{run}"\n'


if __name__ == "__main__":
    RUNS.write_text(pinned(), "utf-8")
