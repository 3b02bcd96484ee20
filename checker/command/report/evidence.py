"""What stands behind the verdicts of a model, in lines and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from checker.command.choosing.models import Chosen
from checker.command.options import Limited, bounds
from checker.command.running.progress import ProgressLine
from checker.evidence.assurance import Assurance, Explorer, Held, assured, shown
from checker.results import Answer, Verdict, count
from checker.search.breadth_first import Watch
from checker.verdicts.exploration import Exploration
from checker.verdicts.exploring import explore
from spec.notation.properties import Property
from spec.notation.systems import System

VACUITY = ("warn", "error", "off")
ONLY_RUNS = "runs"
"""Look at the runs that are shown, and explore no changed system."""
MOST_CHANGED = 300_000
"""States of a changed system, where no limit is given: a mutant may be much larger than what it is made from."""
FIRST_LOOK = 5_000
"""States of a mutant in which a short run that breaks it is looked for first."""
Assurances = Mapping[str, Assurance]


def assurances(
    chosen: Chosen, found: Exploration, limits: Limited, vacuity: str, watched: Watch | None = None
) -> Assurances:
    """The assurance of each verdict; none where nobody wants them, or somebody pressed Ctrl-C."""
    if vacuity == "off" or found.interrupted:
        return {}
    if vacuity == ONLY_RUNS:
        return shown(found)
    most = limits.max_states or MOST_CHANGED
    bounds = (most, min(FIRST_LOOK, most))
    explorers = (_explorer(chosen, found, limits, states, watched) for states in bounds)
    return assured(chosen.model, found, *explorers)


def _explorer(chosen: Chosen, found: Exploration, limits: Limited, states: int, watched: Watch | None) -> Explorer:
    def changed(system: System, properties: Mapping[str, Property], *, worlds: Sequence[System]) -> Exploration:
        found.clock.look()
        within = bounds(limits)
        within["max_states"], within["timeout"] = states, found.clock.left
        with ProgressLine(f"{chosen.name}, changed") as watch:
            other = explore(
                system,
                properties,
                watch=watched or watch,
                worlds=worlds,
                **within,
            )
        if other.interrupted:
            raise KeyboardInterrupt
        return other

    return changed


def assurance_lines(answer: Answer, assurance: Assurance | None) -> Iterator[str]:
    """The lines below a verdict."""
    if assurance is None:
        return
    broken = [_held(one) for one in assurance.mutants if one.as_wished]
    if broken:
        yield f"broken on purpose: with {'; with '.join(broken)}"
    larger = [_larger(one) for one in assurance.larger if one.as_wished]
    if larger:
        yield f"still {answer.verdict} if {'; if '.join(larger)}"
    if assurance.replayed and answer.verdict is Verdict.VIOLATED:
        again = "it shows the violation" if assurance.asked_again else "what is known was not asked again"
        yield f"replayed: the reference interpreter takes the run, and {again}"
    if assurance.lacking and (broken or larger):  # a model that declares neither is told so by --vacuity error
        yield f"lacking: {'; '.join(assurance.lacking)}"


def faults(assurance: Assurance | None) -> Iterator[str]:
    """A line where the reference interpreter does not take the run that was found, which is an error of the checker."""
    if assurance is not None and assurance.replayed is False:
        yield f"lacking: {'; '.join(assurance.lacking)}"


def _held(one: Held) -> str:
    return f"{one.change}, {one.answer!r}"


def _larger(one: Held) -> str:
    return f"{one.change} ({count(one.states, 'state')}{'' if one.grown else ', no more than without'})"


def assurance_json(assurance: Assurance | None) -> dict[str, object] | None:
    """An assurance as plain data."""
    if assurance is None:
        return None
    return {
        "witnesses": assurance.witnesses,
        "mutants": [_changed(one) for one in assurance.mutants],
        "larger": [_changed(one) for one in assurance.larger],
        "replayed": assurance.replayed,
        "asked_again": assurance.asked_again,
        "lacking": list(assurance.lacking),
    }


def _changed(one: Held) -> dict[str, object]:
    return {
        "change": one.change,
        "verdict": str(one.answer.verdict),
        "steps": one.answer.steps,
        "states": one.states,
        "as_wished": one.as_wished,
    }
