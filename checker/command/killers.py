"""What can tell a mutant of TCP's table from the table: scenarios, and models with their properties."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from checker.command.scenarios import FOLDER
from checker.explore import Exploration, explore
from checker.mutation import Mutant, mutated
from checker.scenario import Cast, ScenarioError, follow, parse
from spec.catalogue import MODELS
from spec.notation.errors import SpecError
from spec.notation.machines import Machine
from spec.notation.models import Model
from spec.notation.systems import ENDS
from spec.tcp import actors
from spec.tcp.connection import Tcp

LARGE = 5_000
"""Models with more states than that are left out: what they tell apart smaller ones do too."""


@dataclass
class Killer:
    """Something that gives a result for a table, and the result that it gave for the right one."""

    name: str
    judge: Callable[[Mutant | None], object]
    result: object = None
    fired: frozenset[str] = field(default_factory=frozenset[str])
    seconds: float = 0.0

    def kills(self, mutant: Mutant) -> bool:
        """Whether it tells the mutant from the table."""
        try:
            return self.judge(mutant) != self.result
        except SpecError:
            return True


def killers() -> list[Killer]:
    """Every scenario and every model of moderate size, cheapest first, with its result for the table as it is."""
    return sorted([*_scenarios(), *_models()], key=lambda one: one.seconds)


def _as(machine: type[Machine], mutant: Mutant | None) -> type[Machine]:
    return machine if mutant is None else mutated(machine, mutant)


def _scenarios() -> Iterator[Killer]:
    for path in sorted(FOLDER.glob("*.txt")):
        begin = time.perf_counter()
        steps = follow(parse(path), _cast(None)).steps
        seconds = time.perf_counter() - begin
        fired = frozenset(row.name for step in steps for row in step.rows)
        yield Killer(f"scenario {path.stem}", _scenario(path), True, fired, seconds)


def _cast(mutant: Mutant | None) -> Cast:
    machines = {name: _as(machine, mutant) for name, machine in actors.MACHINES.items()}
    return Cast(machines, actors.midway, actors.PARAMS, actors.UNSEEN)


def _scenario(path: Path) -> Callable[[Mutant | None], object]:
    scenario = parse(path)

    def judge(mutant: Mutant | None) -> object:
        try:
            return len(follow(scenario, _cast(mutant)).steps) > 0
        except ScenarioError:
            return False

    return judge


def _models() -> Iterator[Killer]:
    for name, model in MODELS.items():
        if isinstance(model, Model) and issubclass(model.system.A, Tcp):
            found = explore(model, max_states=LARGE)
            if found.complete:
                yield Killer(f"model {name}", _model(model), _verdicts(found), _fired(found), found.seconds + 0.1)


def _model(model: Model) -> Callable[[Mutant | None], object]:
    def judge(mutant: Mutant | None) -> object:
        system = replace(model.system, A=_as(model.system.A, mutant), B=_as(model.system.B, mutant))
        return _verdicts(explore(replace(model, system=system), max_states=4 * LARGE))

    return judge


def _verdicts(found: Exploration) -> object:
    return {name: (str(answer.verdict), answer.steps, answer.cost) for name, answer in found.answers.items()}


def _fired(found: Exploration) -> frozenset[str]:
    return frozenset(
        row.name
        for end in ENDS
        for place, row in enumerate(found.system.machine(end).rows)
        if found.successors.fired[end] >> place & 1
    )
