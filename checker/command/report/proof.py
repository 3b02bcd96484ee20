"""Invariants as ``prove`` prints them: each with its verdict, and where one fails two states and the step between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from checker.command.outcomes import Exit
from checker.languages.counts import count
from checker.numbers.free_numbers import has_numbers
from checker.proofs.induction.after import BOUNDS
from checker.proofs.induction.hypotheses import hypotheses
from checker.proofs.induction.proof import Inductive
from checker.proofs.induction.story import Story
from checker.results.answers import Verdict
from checker.results.runs import Point, Step
from diagrams.ladders.columns import joined, widest, wrapped

WIDTH = 100


def lines(found: Inductive) -> Iterator[str]:
    """The whole answer."""
    induction = found.induction
    yield f"{induction.name}: {induction.about}" if induction.about else induction.name
    yield from _invariants(found)
    for one in hypotheses(induction):
        yield from _beside(" given: ", one)
    steps = "" if induction.k == 1 else f" of {count(induction.k, 'step')}"
    numbers = "all 2^32 numbers and " if has_numbers(induction.system) else ""
    yield f" by z3, by induction{steps}, for {numbers}any number of calls, losses and copies:"
    yield f" {count(found.cases, 'case')} of the rows, {count(found.questions, 'question')}, {found.seconds:.2f} s"
    for name in found.failures:
        yield ""
        yield from told(name, found.story(name), found.answers[name].verdict)


def _invariants(found: Inductive) -> Iterator[str]:
    induction = found.induction
    width = widest(name for name in found.answers if name != BOUNDS)
    for name in induction.shows:
        answer, expected = found.answers[name], induction.expected(name)
        held = "as expected" if str(answer.verdict) == expected else f"NOT as expected ({expected})"
        why = f" ({answer.why})" if answer.why else ""
        yield from _beside(f" {name:<{width}}  ", f"{answer.verdict}, {held}: {answer.about}{why}")
    for name, one in induction.by.items():
        answer = found.answers[name]
        because = f", because {one.why}" if answer else f" ({answer.why})"
        yield from _beside(f" {name:<{width}}  ", f"{answer.verdict}: {one.about}{because}")
    bounds = found.answers[BOUNDS]
    if not bounds:
        yield from _beside(f" {BOUNDS}  ", f"{bounds.verdict}: {bounds.about} ({bounds.why})")


def _beside(name: str, text: str) -> Iterator[str]:
    first, *more = wrapped(text, WIDTH - len(name), "")
    yield name + first
    yield from (" " * (len(name) + 1) + line for line in more)


def told(name: str, story: Story, verdict: Verdict) -> Iterator[str]:
    """A counterexample: the states side by side, what differs marked, and what happens between them."""
    first = "the start" if story.from_start else "whether a run reaches the first of these states is not said"
    yield f" {name}, {verdict}: {first}" if story.steps else f" {name}, {verdict}: false at the start"
    for place, step in enumerate(story.steps):
        yield from (f"   {one}" for one in _table(story.points[place], story.points[place + 1]))
        yield from _beside("   between them: ", _happening(step))
    if not story.steps:
        yield from (f"   {one}" for one in _state(story.points[0]))
    yield from _beside(f"   false {'after it' if story.steps else 'there'}: ", story.false)
    for packet in story.about:
        yield f"     where a message ever sent to {packet.to} is {packet.text}"


def _table(before: Point, after: Point) -> Iterator[str]:
    rows = [("", "before", "after", "")]
    for name, one, other in _values(before, after):
        rows.append((name, one, other, "" if one == other else "*"))
    widths = [widest(row[column] for row in rows) + 1 for column in range(4)]
    yield from (joined(row, widths) for row in rows)


def _values(before: Point, after: Point) -> Iterator[tuple[str, str, str]]:
    """The control states, and each variable that is something other than nothing before or after."""
    for name, one, other in (("A", before.a, after.a), ("B", before.b, after.b)):
        yield name, one.state, other.state
        for (var, value), (_, later) in zip(one.values, other.values, strict=True):
            if {value, later} - {"0", "no"}:
                yield f"{name}.{var}", value, later


def _state(point: Point) -> Iterator[str]:
    for name, one, _ in _values(point, point):
        yield f"{name} {one}"


def _happening(step: Step) -> str:
    what = f"{step.end} gets {step.packet.text}" if step.packet is not None else f"{step.end}: {step.event}"
    rows = "; ".join(f"{row.name}, {row.rfc}" if row.rfc else row.name for row in step.rows)
    sent = "".join(f"; {step.end} sends {packet.text}" for packet in step.sent)
    return f"{what} [{rows}]{sent}"


def as_object(found: Inductive) -> dict[str, object]:
    """The same as data."""
    induction = found.induction
    told_of = {name: _story_object(found.story(name)) for name in found.failures}
    invariants = [
        {
            "invariant": name,
            "verdict": str(answer.verdict),
            "about": answer.about,
            "why": answer.why,
            "shown": name in induction.shows,
            "counterexample": told_of.get(name),
        }
        for name, answer in found.answers.items()
    ]
    given = hypotheses(induction)
    return {"theory": induction.name, "engine": "z3", "k": induction.k, "given": given, "invariants": invariants}


def _story_object(story: Story) -> dict[str, object]:
    return {
        "from_start": story.from_start,
        "steps": [_happening(step) for step in story.steps],
        "states": [_point_object(point) for point in story.points],
        "false": story.false,
        "about": [packet.text for packet in story.about],
    }


def _point_object(point: Point) -> Mapping[str, object]:
    return {name: {"state": end.state, **dict(end.values)} for name, end in (("A", point.a), ("B", point.b))}


def status(found: Inductive) -> Exit:
    """Whether every invariant that is shown has the verdict expected."""
    induction = found.induction
    wrong = [name for name in induction.shows if str(found.answers[name].verdict) != induction.expected(name)]
    if any(found.answers[name].verdict is Verdict.NOT_ESTABLISHED for name in wrong):
        return Exit.NOT_ESTABLISHED
    return Exit.NOT_AS_EXPECTED if wrong else Exit.AS_EXPECTED


def save(found: Sequence[Inductive], folder: Path) -> None:
    """Write each question that the solver gave up, as SMT-LIB."""
    folder.mkdir(parents=True, exist_ok=True)
    for one in found:
        for place, query in enumerate(one.unanswered.values(), start=1):
            (folder / f"{one.induction.name}-{place}.smt2").write_text(query, encoding="utf-8")
