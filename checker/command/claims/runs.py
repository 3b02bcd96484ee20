"""The models that claims ask for, each explored once, two at a time; every run found is walked again literally."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from checker.command.choosing.models import Chosen, choose
from checker.command.options import JOBS, Bounds, Limited, bounds
from checker.command.running.progress import ProgressLine
from checker.command.running.side_by_side import together
from checker.evidence.assurance import Raised
from checker.evidence.each_bound import MOST_CHANGED, most_states, raised
from checker.explaining.all_numbers import contradictions, for_all_numbers
from checker.numbers.exploration.conditions import Conditional
from checker.proofs.lemmas import prove
from checker.reference.replay import NotReplayed, replayed
from checker.results.answers import Answer
from checker.search.breadth_first import Watch
from checker.verdicts.exploration import Exploration
from checker.verdicts.exploring import explore
from spec.articles import Claim
from spec.notation.properties import Property
from spec.notation.systems import System
from spec.theories import INDUCTIONS, THEORIES

FEW = 8
"""So many models are explored in one process: two would each read the same rows."""
Key = tuple[str, tuple[tuple[str, int], ...]]
"""A model's name, and its parameters."""


@dataclass(frozen=True, slots=True)
class Explored:
    """What one model's exploration found."""

    model: str
    engine: str
    states: int
    complete: bool
    interrupted: bool
    seconds: float
    answers: Mapping[str, Answer]
    retraced: frozenset[str]
    """The properties whose run the reference interpreter took step by step."""
    numbers: Mapping[str, Conditional] = field(default_factory=dict[str, Conditional])
    """What holds of them for all 2^32 numbers."""
    contradictions: Mapping[str, str] = field(default_factory=dict[str, str])
    """Where the two engines disagree: in words."""
    raised: Mapping[str, Raised] = field(default_factory=dict[str, Raised])
    """What becomes of what holds with each bound raised, where that was asked."""


@dataclass(frozen=True, slots=True)
class Task:
    """A model, what is asked of it, and the limits."""

    key: Key
    properties: tuple[str, ...]
    limits: Bounds
    of_numbers: frozenset[str] = frozenset()
    """The properties that are to be decided for all 2^32 numbers too."""
    each: bool = False
    """Whether to raise each bound too, one at a time."""


def explored(claims: Iterable[Claim], limits: Limited, jobs: int = JOBS, *, each: bool = False) -> dict[Key, Explored]:
    """Every model that these claims ask for; after Ctrl-C those of which something was found.

    ``each``: what holds is held to each bound raised too, one at a time.
    """
    asked: dict[Key, dict[str, bool]] = {}
    for claim in claims:
        for run in claim.runs:
            known = asked.setdefault((run.model, run.parameters), {})
            known[run.property] = known.get(run.property, False) or claim.of_numbers
    tasks = [
        Task(key, tuple(names), bounds(limits), frozenset(name for name, too in names.items() if too), each)
        for key, names in asked.items()
    ]
    for task in tasks:  # declared here once: a process that is forked has them from here
        if task.key[0] not in (*THEORIES, *INDUCTIONS):
            choose(*task.key)
    few = len(tasks) <= FEW
    results = together(explored_alone, tasks, [task.key[0] for task in tasks], 1 if few else jobs, _interrupted)
    return {task.key: found for task, found in results}


def _interrupted(found: Explored) -> bool:
    return found.interrupted


def explored_alone(task: Task, watch: Watch | None = None) -> Explored:
    """One model, explored in this process (or a theory, proved); what it returns can be sent to another."""
    name, parameters = task.key
    if name in THEORIES:
        return _proved(name, task)
    if name in INDUCTIONS:
        return _by_induction(name)
    chosen = choose(name, parameters)
    begin = time.perf_counter()
    with ProgressLine(chosen.name) as line:
        model = _asking(chosen, task).model
        found = explore(model, watch=watch or line, **task.limits)
        numbers = None if found.interrupted else for_all_numbers(model, task.of_numbers)
    each: Mapping[str, Raised] = _raised(found, task.limits) if task.each and not found.interrupted else {}
    return Explored(
        chosen.name,
        found.engine,
        found.states,
        found.complete,
        found.interrupted,
        time.perf_counter() - begin,
        dict(found.answers),
        frozenset(name for name in found.answers if _retraced(found, name)),
        {one.property: one for one in numbers.answers} if numbers is not None else {},
        contradictions(found.answers, numbers) if numbers is not None else {},
        each,
    )


def _raised(found: Exploration, limits: Bounds) -> Mapping[str, Raised]:
    within: Bounds = {**limits, "max_states": most_states(found, limits["max_states"] or MOST_CHANGED)}

    def changed(system: System, properties: Mapping[str, Property], *, worlds: Sequence[System]) -> Exploration:
        other = explore(system, properties, worlds=worlds, whole=True, **within)
        if other.interrupted:
            raise KeyboardInterrupt
        return other

    return raised(found, changed)


def _proved(name: str, task: Task) -> Explored:
    theory = THEORIES[name]
    found = prove(replace(theory, lemmas={one: theory.lemmas[one] for one in task.properties}))
    return Explored(name, found.engine, 0, True, False, found.seconds, found.answers, frozenset())


def _by_induction(name: str) -> Explored:
    """All that it shows: what is asked alone rests on the same lemmas."""
    from checker.proofs.induction.proof import prove_by_induction

    found = prove_by_induction(INDUCTIONS[name])
    return Explored(name, "induction", 0, True, False, found.seconds, found.answers, frozenset())


def _retraced(found: Exploration, name: str) -> bool:
    """Whether there is a run, and the reference interpreter takes it and sees in it what is claimed."""
    trace = found.answers[name].trace
    if trace is None:
        return False
    try:
        replayed(found.system, found.plan.ghosts, found.properties[name], trace, found.worlds)
    except NotReplayed:
        return False
    return True


def _asking(chosen: Chosen, task: Task) -> Chosen:
    return replace(chosen, model=chosen.model.only(task.properties))
