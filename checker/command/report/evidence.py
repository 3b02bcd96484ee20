"""What stands behind the verdicts of a model, in lines and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from checker.command.choosing.models import Chosen
from checker.command.options import Limited, bounds
from checker.command.running.progress import ProgressLine
from checker.evidence.assurance import BROKEN, Assurance, Explorer, Held, Raised, assured, shown
from checker.evidence.each_bound import MOST_CHANGED, few_numbers, most_states, raised
from checker.languages.counts import counted
from checker.languages.retelling import retold
from checker.languages.speech import tr
from checker.results.answers import Answer, Verdict
from checker.results.wording import extent, in_brackets, outcome
from checker.search.breadth_first import Watch
from checker.verdicts.exploration import Exploration
from checker.verdicts.exploring import explore
from spec.notation.properties import Property
from spec.notation.systems import System

VACUITY = ("warn", "error", "off")
ONLY_RUNS = "runs"
"""Look at the runs that are shown, and explore no changed system."""
FIRST_LOOK = 5_000
"""States of a mutant in which a short run that breaks it is looked for first."""
ESTABLISHED = set(Verdict) - {Verdict.NOT_ESTABLISHED, Verdict.VACUOUS}
Assurances = Mapping[str, Assurance]


def assurances(
    chosen: Chosen,
    found: Exploration,
    limits: Limited,
    vacuity: str,
    watched: Watch | None = None,
    *,
    each: bool = False,
) -> Assurances:
    """The assurance of each verdict; none where nobody wants them, or somebody pressed Ctrl-C.

    ``each``: raise each bound too, one at a time; without it, only the number of sequence numbers where they are few.
    """
    if vacuity == "off" or found.interrupted:
        return {}
    most = limits.max_states or MOST_CHANGED
    if vacuity == ONLY_RUNS:
        made = shown(found)
    else:
        explorers = (_explorer(chosen, found, limits, states, watched) for states in (most, min(FIRST_LOOK, most)))
        made = assured(chosen.model, found, *explorers)
    within = _explorer(chosen, found, limits, most_states(found, most), watched, by_pairs=True)
    few: Mapping[str, Raised] = {}
    if any(few_numbers(found.system)):
        few = raised(found, within, few_numbers, ESTABLISHED - BROKEN.keys() if each else ESTABLISHED)
    said = {**few, **(raised(found, within) if each else {})}
    return {name: replace(made.get(name, Assurance(name)), raised=said.get(name)) for name in {**made, **said}}


def _explorer(
    chosen: Chosen,
    found: Exploration,
    limits: Limited,
    states: int,
    watched: Watch | None,
    *,
    by_pairs: bool = False,
) -> Explorer:
    """Explores changed systems; ``by_pairs``: what has half as many states as it may is asked of pairs too."""

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
                whole=not by_pairs,  # there are many changed systems: none may take long
                small=states // 2,
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
        yield tr("broken on purpose: with {changes}").format(changes=tr("; with ").join(broken))
    larger = [_larger(one) for one in assurance.larger if one.as_wished]
    if larger:
        said = tr("still {verdict} if {changes}")
        yield said.format(verdict=tr(str(answer.verdict)), changes=tr("; if ").join(larger))
    if assurance.raised is not None:
        yield from raised_lines(answer, assurance.raised)
    if assurance.replayed and answer.verdict is Verdict.VIOLATED:
        again = "it shows the violation" if assurance.asked_again else "what is known was not asked again"
        yield f"replayed: the reference interpreter takes the run, and {again}"
    if assurance.lacking and (broken or larger):  # a model that declares neither is told so by --vacuity error
        yield f"lacking: {'; '.join(assurance.lacking)}"


def raised_lines(answer: Answer, one: Raised) -> Iterator[str]:
    """What has become of a verdict with each bound raised by one, and what is not known."""
    yield from only_within(answer, one)
    if one.still:
        yield _still(tr(str(answer.verdict)), one.still, others=bool(one.turned))
    yield from _not_known(one)


def in_short(answer: Answer, assurance: Assurance | None) -> Iterator[str]:
    """What has to be said of a verdict in any case: what it is owed to, and where its run is none."""
    if assurance is not None:
        yield from faults(assurance)
        if assurance.raised is not None:
            yield from only_within(answer, assurance.raised)
            yield from _not_known(assurance.raised)


def only_within(answer: Answer, one: Raised) -> Iterator[str]:
    """By which bounds a verdict is turned round."""
    for verdict in dict.fromkeys(str(other.verdict) for _, other in one.turned):
        turned = [(name, other) for name, other in one.turned if str(other.verdict) == verdict]
        said = tr(", or ").join(f"{retold(name)}{in_brackets(extent(other))}" for name, other in turned)
        text = tr("{verdict} only within these bounds: {other} with {bounds}")
        yield text.format(verdict=tr(str(answer.verdict)), other=tr(verdict), bounds=said)


def _not_known(one: Raised) -> Iterator[str]:
    for why in dict.fromkeys(why for _, why in one.open):
        names = tr(", or ").join(retold(name) for name, reason in one.open if reason == why)
        yield tr("not known with {bounds}: {why}").format(bounds=names, why=retold(why))


def _still(verdict: str, bounds: Sequence[str], *, others: bool) -> str:
    if len(bounds) == 1:
        return tr("still {verdict} with {bound}").format(verdict=verdict, bound=retold(bounds[0]))
    said = tr("still {verdict} with each of {number} bounds raised by one")
    if others:
        said = tr("still {verdict} with each of {number} other bounds raised by one")
    return said.format(verdict=verdict, number=len(bounds))


def faults(assurance: Assurance | None) -> Iterator[str]:
    """A line where the reference interpreter does not take the run that was found, which is an error of the checker."""
    if assurance is not None and assurance.replayed is False:
        yield f"lacking: {'; '.join(assurance.lacking)}"


def _held(one: Held) -> str:
    return retold(one.change) + tr(", ") + outcome(one.answer)


def _larger(one: Held) -> str:
    more = "" if one.grown else tr(", no more than without")
    return retold(one.change) + in_brackets(counted(one.states, "state") + more)


def assurance_json(assurance: Assurance | None) -> dict[str, object] | None:
    """An assurance as plain data."""
    if assurance is None:
        return None
    return {
        "witnesses": assurance.witnesses,
        "mutants": [_changed(one) for one in assurance.mutants],
        "larger": [_changed(one) for one in assurance.larger],
        "raised": _raised_json(assurance.raised),
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


def _raised_json(one: Raised | None) -> dict[str, object] | None:
    if one is None:
        return None
    turned = [{"bound": name, "verdict": str(answer.verdict), "steps": answer.steps} for name, answer in one.turned]
    return {"still": list(one.still), "turned": turned, "not_known": [list(pair) for pair in one.open]}
