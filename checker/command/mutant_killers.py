"""What can tell a mutant of TCP's table from the table: scenarios, models with their properties, captures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from checker.command.outcomes import Refused
from checker.evidence.mutants import Mutant, mutated
from checker.packets.reading import read
from checker.packets.reading.pairs import Pair, pairs, side
from checker.packets.tcp.conformance import conform
from checker.packets.tcp.tables import TABLES
from checker.results.answers import Verdict
from checker.scenarios import Scenario, ScenarioError, follow, parse
from checker.verdicts.exploration import Exploration, uninterrupted
from checker.verdicts.exploring import explore
from spec.catalogue import MODELS
from spec.notation.casts import Cast
from spec.notation.errors import SpecError
from spec.notation.machines import Machine
from spec.notation.models import Model
from spec.notation.systems import ENDS
from spec.tcp import actors
from spec.tcp.table import Tcp

Verdicts = Mapping[str, tuple[Verdict, int | None, int | None]]
"""Of each property, with the length of its run, and its cost."""
LARGE = 50_000
"""Models with more states than that are left out: what they tell apart smaller ones do too."""


@dataclass
class Killer:
    """Something that gives a result for a table, and the result that it gave for the right one."""

    name: str
    judge: Callable[[Mutant | None], object]
    result: object = None
    fired: frozenset[str] | None = None
    """The rows that fire in it; None where that is not known."""
    size: int = 0
    """How much it has to look at: steps, states."""

    def meets(self, mutant: Mutant) -> bool:
        """Whether the change can show here: where the row never fires, only a wider guard can."""
        return mutant.wider or self.fired is None or mutant.row in self.fired

    def kills(self, mutant: Mutant) -> bool:
        """Whether it tells the mutant from the table."""
        if not self.meets(mutant):
            return False
        try:
            return self.judge(mutant) != self.result
        except SpecError:
            return True


Round = Callable[[], Sequence[Killer]]
"""Killers with their results for the table as it is; to make them takes a while."""


def rounds(captures: str | None = None) -> list[Round]:
    """Every scenario; then every model of moderate size: the small ones first.

    ``captures``: a folder; behind them come its captures, ``NAME.client.pcap`` and ``NAME.server.pcap``.
    """
    found: list[Round] = [lambda: sorted(_scenarios(), key=_size), lambda: sorted(_models(), key=_size)]
    if captures is not None:
        files = _files(Path(captures))  # refused before anything is begun
        found.append(lambda: [_capture_killer(file, end) for file, end in files])
    return found


def _size(killer: Killer) -> int:
    return killer.size


def _as(machine: type[Machine], mutant: Mutant | None) -> type[Machine]:
    return machine if mutant is None else mutated(machine, mutant)


def _scenarios() -> Iterator[Killer]:
    for path in sorted(actors.SCENARIOS.glob("*.txt")):
        scenario = parse(path)
        steps = follow(scenario, _cast(scenario, None)).steps
        fired = frozenset(row.name for step in steps for row in step.rows)
        yield Killer(f"scenario {path.stem}", _scenario(scenario), True, fired, len(steps))


def _cast(scenario: Scenario, mutant: Mutant | None) -> Cast:
    named = {actor.machine for actor in scenario.actors.values()}
    machines = {name: _as(machine, mutant) for name, machine in actors.MACHINES.items() if name in named}
    return replace(actors.CAST, machines=machines)


def _scenario(scenario: Scenario) -> Callable[[Mutant | None], object]:
    def judge(mutant: Mutant | None) -> object:
        try:
            return len(follow(scenario, _cast(scenario, mutant)).steps) > 0
        except ScenarioError:
            return False

    return judge


def _files(folder: Path) -> list[tuple[Path, str]]:
    if not folder.is_dir():
        raise Refused(f"{folder} is no folder")
    files = [(file, end) for end in ("client", "server") for file in sorted(folder.glob(f"*.{end}.pcap*"))]
    if not files:
        raise Refused(f"{folder} has no capture whose name says its end, such as close.client.pcap")
    return files


def _capture_killer(file: Path, end: str) -> Killer:
    judge = _capture(pairs(read(str(file))), end, file.name)
    return Killer(f"capture {file.stem}", judge, judge(None))


def _capture(found: Sequence[Pair], end: str, name: str) -> Callable[[Mutant | None], object]:
    def judge(mutant: Mutant | None) -> object:
        tables = {table: _as(machine, mutant) for table, machine in TABLES.items()}
        reports = [conform(pair, side(pair, end, name), {one: tables[one]}) for pair in found for one in tables]
        return [(one.counting, one.bad, one.passed) for one in reports]

    return judge


def _models() -> Iterator[Killer]:
    for name, model in MODELS.items():
        if isinstance(model, Model) and issubclass(model.system.A, Tcp):
            found = uninterrupted(explore(model, max_states=LARGE))
            if found.complete:
                right = _verdicts(found)
                yield Killer(f"model {name}", _model(model, right), right, _fired(found), found.states)


def _model(model: Model, right: Verdicts) -> Callable[[Mutant | None], object]:
    """The verdicts of a mutant; one that is not established shows no difference."""

    def judge(mutant: Mutant | None) -> object:
        system, *worlds = (
            replace(one, A=_as(one.A, mutant), B=_as(one.B, mutant)) for one in (model.system, *model.worlds)
        )
        mutated = replace(model, system=system, worlds=tuple(worlds))
        return {**right, **_verdicts(uninterrupted(explore(mutated, max_states=4 * LARGE)))}

    return judge


def _verdicts(found: Exploration) -> Verdicts:
    return {
        name: (answer.verdict, answer.steps, answer.cost)
        for name, answer in found.answers.items()
        if answer.verdict is not Verdict.NOT_ESTABLISHED
    }


def _fired(found: Exploration) -> frozenset[str]:
    return frozenset(
        row.name
        for end in ENDS
        for place, row in enumerate(found.system.machine(end).rows)
        if found.successors.fired[end] >> place & 1
    )
