"""A run in which chosen variables stand in the place of the states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from checker.results.runs import End, EndPoint, Point, Step, Trace
from spec.notation.nearest import nearest

STATE = "state"


class NotShown(Exception):
    """What is to be shown is no variable of an end."""


def showing(trace: Trace, names: Sequence[str]) -> Trace:
    """The run with these in the place of each end's state: ``state``, ``base``, ``B.expected``.

    A name without an end is shown at each end that has it.  An end that has none of them keeps its state.  Raises
    NotShown.
    """
    known = [path for path in trace.start.paths() if path != "in flight"]
    for name in names:
        if not any(path in (name, f"A.{name}", f"B.{name}") for path in known):
            bare = dict.fromkeys(path.partition(".")[2] for path in known)
            raise NotShown(f"there is no variable '{name}'{nearest(name, bare)}: it has {', '.join(bare)}")
    wanted: Mapping[End, list[str]] = {end: _of(end, names, known) for end in ("A", "B")}
    headings = (_heading(trace.ends[0], wanted["A"]), _heading(trace.ends[1], wanted["B"]))
    steps = tuple(_step(step, wanted) for step in trace.steps)
    return replace(trace, start=_point(trace.start, wanted), steps=steps, ends=headings)


def _of(end: End, names: Sequence[str], known: Sequence[str]) -> list[str]:
    mine = [name.removeprefix(f"{end}.") for name in names]
    return [name for name in mine if f"{end}.{name}" in known]


def _heading(name: str, shown: Sequence[str]) -> str:
    return name if shown in ([], [STATE]) else ", ".join(shown)


def _step(step: Step, wanted: Mapping[End, Sequence[str]]) -> Step:
    return replace(step, before=_point(step.before, wanted), after=_point(step.after, wanted))


def _point(point: Point, wanted: Mapping[End, Sequence[str]]) -> Point:
    return replace(point, a=_end(point.a, wanted["A"]), b=_end(point.b, wanted["B"]))


def _end(end: EndPoint, names: Sequence[str]) -> EndPoint:
    values = {**dict(end.values), STATE: end.state}
    return replace(end, state=", ".join(values[name] for name in names)) if names else end
