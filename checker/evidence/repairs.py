"""Single changes under which a violated property holds: found by trying, each with a search of its own.

These are the mutation operators in the other direction (DeMillo, Lipton and Sayward 1978): a row put back as the base
has it, or altered where the run fired it; a network with one freedom less; an old segment or a call left out.  A change
that only makes the situation impossible repairs nothing: the property has to hold with its premise reached, and what
was possible has to stay so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from checker.evidence.counterfactual import schedule
from checker.evidence.mutants import mutants, refused
from checker.knowledge.needed import asks_knowledge
from checker.languages.speech import tr
from checker.packed.predicates import ghosts_in
from checker.reference.formulas import true_in
from checker.reference.interpreter import Interpreter
from checker.results.answers import Verdict
from checker.results.runs import Trace
from checker.verdicts.exploring import explore
from spec.notation.changes import Change, limited, param_raised, variant
from spec.notation.channels import LOSSY_BAG, LOSSY_FIFO, REORDERING, Channel
from spec.notation.errors import SpecError
from spec.notation.events import Call, Timer
from spec.notation.machines import Machine
from spec.notation.nodes import End
from spec.notation.properties import Always, Cheapest, Property, Sometimes
from spec.notation.row_changes import with_rows
from spec.notation.systems import ENDS, System
from spec.notation.tables import base_of

MOST_STATES = 10_000
"""States of a changed system; a repair that needs more is not established."""
RAISED = (1, 2, 3)
"""By how much a parameter is raised: the first that is enough is told."""
IN_ALL = 100_000
"""States of all changed systems together: a bound that is the same on every machine, however busy it is."""


@dataclass(frozen=True, slots=True)
class Repairs:
    """What repairs a violation, the smallest changes first, and what was tried."""

    found: tuple[Change, ...]
    tried: int
    left: int
    """Changes that were not tried: enough states had been looked at."""
    open: int
    """Changes of which the search did not reach an end."""


def repairs(system: System, asked: Mapping[str, Property], name: str, trace: Trace, most: int = 4) -> Repairs:
    """The single changes under which the property of that name holds; ``most`` are enough.

    ``asked``: all properties of the model; those that say that something is possible have to stay true.  A call
    is left out or allowed only where no row put back, no segment left out, no calmer network and no parameter repairs
    anything, nor one of these together with all rows put back; a row is altered only where that does not, either.
    """
    trying = _Trying(system, asked, name, trace, most)
    simple, back = list(_simple(system)), next(made_from(system), None)
    trying.all(list(_rows_back(system)))
    if not trying.found and back is not None:
        trying.all([back])
    for changes in (simple, list(_events(system))):
        if not trying.found or changes is simple:
            trying.all(changes)
        if not trying.found and back is not None:
            trying.all([_both(back, change) for change in changes])
    if not trying.found:
        trying.all(list(_altered(system, trace)))
    return Repairs(tuple(trying.found), trying.tried, trying.left, trying.open)


class _Trying:
    """One change after the other, until enough are found or enough states were looked at."""

    def __init__(self, system: System, asked: Mapping[str, Property], name: str, trace: Trace, most: int) -> None:
        self.system, self.name, self.trace, self.most = system, name, trace, most
        possible = {other: one for other, one in asked.items() if isinstance(one, Sometimes | Cheapest)}
        self.asked = {name: asked[name], **possible}
        self.found = list[Change]()
        self.tried = self.left = self.open = self.states = 0

    def all(self, changes: Sequence[Change]) -> None:
        """Try them in order."""
        for place, change in enumerate(changes):
            if len(self.found) == self.most:
                return
            if self.states >= IN_ALL:
                self.left += len(changes) - place
                return
            if any(_same_parameter(change, one) for one in self.found):
                continue
            self.tried += 1
            verdict = self._verdict(change)
            self.open += verdict is Verdict.NOT_ESTABLISHED
            if verdict is Verdict.HOLDS:
                self.found.append(change)

    def _verdict(self, change: Change) -> Verdict | None:
        """The verdict after the change; None where it is refused, changes nothing, or makes something impossible."""
        try:
            changed = change.of(self.system)
            if changed == self.system:
                return None
            if self._still_broken(changed):
                return Verdict.VIOLATED
            found = explore(changed, self.asked, max_states=MOST_STATES)
        except SpecError:
            return None
        if found.interrupted:
            raise KeyboardInterrupt
        self.states += found.states
        lost = any(one.verdict is Verdict.IMPOSSIBLE for one in found.answers.values())
        return None if lost else found.answers[self.name].verdict

    def _still_broken(self, changed: System) -> bool:
        """Whether the very schedule of the run violates the property after the change: no search is needed then."""
        asked = self.asked[self.name]
        if not isinstance(asked, Always) or asks_knowledge(asked):
            return False
        interpreter = Interpreter(changed, ghosts_in([asked.formula]))
        taken = schedule(interpreter, self.trace)
        return any(not true_in(asked.formula, changed, interpreter.frames, at) for at in taken)


def _simple(system: System) -> Iterator[Change]:
    """What is tried before a row is altered, the smallest changes first: old segments, the network, parameters."""
    yield from _without_old(system)
    yield from _calmer(system)
    yield from _raised(system)


def _events(system: System) -> Iterator[Change]:
    """Calls and timers left out or allowed: what nobody does is seldom what was wrong, so it is tried last."""
    yield from _without_events(system)
    yield from _with_events(system)


def _same_parameter(one: Change, other: Change) -> bool:
    """Whether both raise the same parameter: ``TIME_WAIT + 2`` and ``TIME_WAIT + 3``."""
    name, plus, _ = one.name.partition(" + ")
    return bool(plus) and other.name.startswith(f"{name} + ")


def made_from(system: System) -> Iterator[Change]:
    """The tables that the variants at the ends are made from, then those that these are made from, and so on."""
    at: dict[End, type[Machine]] = {end: system.machine(end) for end in ENDS}
    while any(map(base_of, at.values())):
        at = {end: base_of(machine) or machine for end, machine in at.items()}
        other = {end: machine for end, machine in at.items() if machine is not system.machine(end)}
        names = " and ".join(f"{end} is {machine.__name__}" for end, machine in other.items())
        yield variant(A=other.get("A"), B=other.get("B"), name=names)


def _both(back: Change, change: Change) -> Change:
    return (back & change).called(tr("{base}, and {change}").format(base=tr(back.name), change=change.name))


def _rows_back(system: System) -> Iterator[Change]:
    for end in ENDS:
        machine = system.machine(end)
        base = base_of(machine)
        theirs = {} if base is None else {row.name: row for row in base.declared}
        for row in machine.declared:
            original = theirs.get(row.name)
            if base is not None and original is not None and original is not row:
                back = replace(original, made_from=row, name="")
                name = tr("{row} as {base} has it").format(row=f"{end}.{row.name}", base=base.__name__)
                with suppress(SpecError):  # what the row alone reads or sets may be refused without the others
                    yield _at(end, with_rows(machine, {row.name: back}), name)


def _at(end: End, machine: type[Machine], name: str) -> Change:
    return variant(A=machine, name=name) if end == "A" else variant(B=machine, name=name)


def _without_old(system: System) -> Iterator[Change]:
    if system.in_flight:
        yield variant(in_flight=(), name=tr("no old segment in flight"))


def _calmer(system: System) -> Iterator[Change]:
    """Networks with one freedom less; an attacker stays, unless it is he who is left out."""
    if isinstance(system.channel, Channel):
        attacker = system.channel.attacker
        if attacker is not None:
            yield variant(channel=replace(system.channel, attacker=None), name=tr("no attacker"))
        for channel, words in (
            (LOSSY_FIFO.holding(3), tr("a network that keeps order and repeats nothing")),
            (LOSSY_BAG.holding(3), tr("a network that repeats nothing")),
            (REORDERING.holding(3), tr("a network that loses and repeats nothing")),
        ):
            yield variant(channel=replace(channel, attacker=attacker), name=words)


def _without_events(system: System) -> Iterator[Change]:
    for end in ENDS:
        for event in system.machine(end).events():
            if isinstance(event, Call | Timer) and system.limit(end, event) != 0:
                yield limited(event, 0, end).called(tr("{end} without {event}").format(end=end, event=event.name))


def _with_events(system: System) -> Iterator[Change]:
    """Calls and timers that the system forbids, once."""
    for end in ENDS:
        for event in system.machine(end).events():
            if isinstance(event, Call | Timer) and system.limit(end, event) == 0:
                yield limited(event, 1, end).called(tr("{end} with {event}, once").format(end=end, event=event.name))


def _raised(system: System) -> Iterator[Change]:
    """Parameters raised by a little."""
    for name in system.params:
        yield from (param_raised(name, by) for by in RAISED)


def _altered(system: System, trace: Trace) -> Iterator[Change]:
    """Each row that the run fired, altered in every way."""
    fired = {(step.end, row.name) for step in trace.steps for row in step.rows}
    for end in ENDS:
        machine = system.machine(end)
        for one in mutants(machine):
            if (end, one.row) in fired and not refused(machine, one):
                with suppress(SpecError):
                    yield _at(end, with_rows(machine, {one.row: one.new}), f"{end}.{one.row} {one.change}")
