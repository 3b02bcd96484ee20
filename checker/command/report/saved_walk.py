"""A walk by hand, saved: as a scenario that ``handwave scenario`` follows again, or as a test for pytest."""

from __future__ import annotations

import contextlib
import json
import os
import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from checker.command.choosing.models import Chosen, split
from checker.command.outcomes import Refused
from checker.explaining.run_columns import step_lines
from checker.languages.counts import counted
from checker.languages.speech import ENGLISH, speak, spoken, tr
from checker.results.runs import Step, Trace
from checker.scenarios import follow, parse_text
from checker.scenarios.cast import params_of
from checker.search.random_walk import Walk, chosen_walk
from diagrams.ladders.ladder import ladder
from diagrams.rendering.drawing import check_writable, write
from spec.notation.casts import Cast
from spec.notation.errors import SpecError
from spec.notation.letters import escaped, unseen
from spec.notation.models import Model
from spec.notation.systems import ENDS, Start

SCENARIO, TEST = ".txt", ".py"
CANNOT_SAY = {
    "tick": "a scenario has no clock, and this walk has ticks of one",
    "forge": "a scenario has no attacker, and in this walk one forges a segment",
}
"""By what a step does."""

TEST_FILE = """\
# {title}
#
{ladder}
{imports}
from checker.command.choosing.models import choose
from checker.command.report.saved_walk import again

STEPS = [
{steps}
]


def test_the_walk_is_as_it_was() -> None:
    walk = again(choose({model}, {given}).model, STEPS)
    assert walk.broken == {broken}
    assert walk.reached == {reached}
"""


def described(step: Step) -> str:
    """A step in one line, which tells it from all others that may happen then."""
    return "; ".join([*step_lines(step), *[tr("a copy stays in flight")] * (step.action == "duplicate")])


def again(model: Model, steps: Sequence[str]) -> Walk:
    """The walk that takes these steps.  AssertionError at the first that cannot happen, with what can."""

    def choose(run: Trace, _: int, told: Callable[[], Sequence[Step]]) -> int | None:
        if len(run.steps) == len(steps):
            return None
        wanted, may = steps[len(run.steps)], [described(step) for step in told()]
        number = len(run.steps) + 1
        assert wanted in may, f"step {number}: '{wanted}' cannot happen here; what can: {' | '.join(may) or 'nothing'}"
        return may.index(wanted)

    return chosen_walk(model, choose)


def save(name: str, chosen: Chosen, run: Trace, cast: Callable[[str | None], Cast]) -> str:
    """Save it there; what was saved, and how to follow it.  Refused where the name or the walk does not allow it.

    ``cast``: the machines that a scenario may name, with those of a file.
    """
    path = Path(name)
    if any(map(unseen, name)):
        raise Refused(f"'{escaped(name)}' holds a character that cannot be seen: leave it out")
    if path.suffix not in (SCENARIO, TEST):
        raise Refused(f"'{name}' says no format: write {SCENARIO} for a scenario, {TEST} for a test")
    if path.exists():
        raise Refused(f"{name} is there already: save under another name")
    check_writable(name)
    language = spoken()
    speak(ENGLISH)  # the file is read again, in whatever language
    try:
        text, command = (_scenario if path.suffix == SCENARIO else _test)(path, chosen, run, cast)
    finally:
        speak(language)
    write(name, text.encode())
    return tr("{file} is saved; to follow it: {command}").format(file=escaped(name), command=escaped(command))


def _title(chosen: Chosen, run: Trace) -> str:
    return f"{escaped(chosen.words)}, {counted(len(run.steps), 'step')} by hand".replace("#", "")


def _test(path: Path, chosen: Chosen, run: Trace, _: object) -> tuple[str, str]:
    steps = [described(step) for step in run.steps]
    found = again(chosen.model, steps)
    if found.trace.steps != run.steps:
        raise Refused("two steps of this walk read alike, so that a test could take the other one: undo one of them")
    file, name = split(chosen.typed)
    beside = file and f"str(Path(__file__).parent / {json.dumps(os.path.relpath(file, path.parent))})"
    text = TEST_FILE.format(
        title=_title(chosen, run),
        ladder="".join(f"# {line}".rstrip() + "\n" for line in ladder(run, title=False).splitlines()),
        imports="from pathlib import Path\n" if file else "",
        steps="\n".join(f"    {json.dumps(step, ensure_ascii=False)}," for step in steps),
        model=f"{beside} + {json.dumps(f':{name}' if name else '')}" if file else json.dumps(chosen.typed),
        given=list(chosen.given.items()),
        broken=json.dumps(dict(found.broken)),
        reached=json.dumps(dict(found.reached)),
    )
    return text, f"pytest {shlex.quote(str(path))}"


def _scenario(path: Path, chosen: Chosen, run: Trace, cast: Callable[[str | None], Cast]) -> tuple[str, str]:
    for action, why in CANNOT_SAY.items():
        if any(step.action == action for step in run.steps):
            raise Refused(f"{why}: save it as a test, {path.stem}{TEST}")
    file, _ = split(chosen.typed)
    known, own = cast(None), ""
    machines = {end: chosen.model.system.machine(end) for end in ENDS}
    if file is not None and not set(machines.values()) <= set(known.machines.values()):
        known, own = cast(str(file)), f" --machines {shlex.quote(str(file))}"
    command = f"handwave scenario {shlex.quote(str(path))}{own}"
    remarks = [f"# {escaped(path.name)}", f"# to follow it: {escaped(command)}"]
    try:
        text = "\n".join([*remarks, *_head(chosen, run, known), "", ladder(run, title=False), ""])
        followed = follow(parse_text(text, str(path)), known)
    except SpecError as error:
        raise Refused(f"a scenario cannot say this walk ({error}): save it as a test, {path.stem}{TEST}") from None
    if _happened(followed) != _happened(run):
        raise Refused(f"a scenario would read this walk in another way: save it as a test, {path.stem}{TEST}")
    return text, command


def _happened(run: Trace) -> list[tuple[object, ...]]:
    """What tells the run from others: not what is lost, for a full network loses what a scenario's holds."""
    kept = [step for step in run.steps if step.action != "lose"]
    return [(step.action, step.end, step.event, step.packet, step.sent, step.rows) for step in kept]


def _head(chosen: Chosen, run: Trace, cast: Cast) -> Iterator[str]:
    """What each end is, where it starts, its numbers and parameters, and what is in flight."""
    system, body = chosen.model.system, ladder(run)
    yield f"title: {_title(chosen, run)}"
    read = {name for end in ENDS for name in params_of(system.machine(end))}
    given = {name: value for name, value in system.params.items() if name in read}
    for end in ENDS:
        name = next((name for name, one in cast.machines.items() if one is system.machine(end)), None)
        if name is None:
            raise SpecError(f"{system.machine(end).__name__} is a machine that it cannot name")
        isn = f", isn {' and '.join(map(str, system.isn[end].values))}" if end in system.isn else ""
        yield f"{end}: {name}{isn}{_start(system.start.get(end), {**cast.params, **given}, cast)}"
    if given:
        yield f"params: {', '.join(f'{name} {value}' for name, value in given.items())}"
    waiting = [one for one in run.start.in_flight if f"(duplicate) ... {one.text} " not in " ".join(body.split())]
    if waiting:
        yield f"in flight: {', '.join(f'{one.text} to {one.to}' for one in waiting)}"


def _start(start: Start | None, params: Mapping[str, int], cast: Cast) -> str:
    """Where an end starts, with every variable that a scenario does not work out of the others."""
    if start is None:
        return ""
    values = {var.name: value for var, value in start.values}
    state = start.state.value
    values = {**dict.fromkeys(cast.midway(state, values, params), 0), **values}
    for name in tuple(values):
        rest = {other: value for other, value in values.items() if other != name}
        with contextlib.suppress(SpecError):
            if cast.midway(state, rest, params).get(name, 0) == values[name]:
                values = rest
    said = " and ".join(f"{name} {value}" for name, value in values.items())
    return f", starts at {state}{f' with {said}' if said else ''}"
