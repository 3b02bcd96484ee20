"""The answer to a why: the sentence, the run beside the same schedule elsewhere, the condition, repairs, what next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.evidence.counterfactual import Beside, never_taken
from checker.evidence.repairs import Repairs
from checker.explaining.run_columns import cannot, columns_of, half_of, sent_text, step_lines
from checker.explaining.violation import Violation, violation_lines
from checker.languages.counts import counted
from checker.languages.retelling import retold
from checker.languages.speech import tr
from checker.languages.wide_text import closed_up, folded, pad
from checker.results.answers import Answer, Verdict
from checker.results.runs import Step, Trace
from checker.results.wording import extent, in_brackets, verdict_words
from diagrams.ladders.moves import in_flight_text


@dataclass(frozen=True, slots=True)
class Told:
    """One side of an answer: what to call it, its verdict, and how many states that rests on."""

    called: str
    answer: Answer
    states: int
    complete: bool
    network: str
    """What befalls messages there."""
    numbers: str = ""
    """For which of all 2^32 numbers it is so; empty where numbers play no part."""

    @property
    def words(self) -> str:
        """``with three messages: HOLDS, in all 1,206 states``."""
        verdict = verdict_words(self.answer)
        if self.complete and not extent(self.answer):
            verdict = tr("{verdict}, in all {states}").format(verdict=verdict, states=counted(self.states, "state"))
        return tr("{called}: {verdict}").format(called=tr(self.called), verdict=verdict)


@dataclass(frozen=True, slots=True)
class Answered:
    """All that answers one question."""

    question: str
    reason: str
    here: Told
    there: Told | None
    """The system that does better; None where none was found."""
    trace: Trace
    beside: Beside | None
    differ: Sequence[str]
    """The rows in which the two systems differ."""
    violated: Violation | None
    """What went wrong; None where nothing is violated."""
    repairs: Repairs | None
    """None where nothing is violated: then the run is of something that is possible."""
    try_next: Sequence[str]
    base: Told | None = None
    """The tables that the variants are made from, where the property does not hold there either."""
    shown: str = ""
    """The variables that stand in the place of the states."""


def answer_lines(why: Answered, width: int) -> Iterator[str]:
    """The answer in its five parts, in so many columns."""
    yield from folded(tr(why.question), width)
    if why.reason:
        yield from folded(f" {tr(why.reason)}", width, 1)
    yield from folded(tr(" asked: {property}").format(property=tr(why.here.answer.about)), width, 8)
    for side in (why.here, why.there):
        if side is not None:
            yield from folded(f"   {side.words}", width, 5)
    if why.base is not None:
        yield from folded(f"   {_no_cause(why.base)}", width, 5)
    for network in _networks(why):
        yield from folded(network, width, 10)
    if why.shown:
        yield from folded(tr(" shown: {names}").format(names=why.shown.replace(",", ", ")), width, 8)
    yield ""
    yield from _runs(why, width)
    yield ""
    for name, text in _below(why):
        yield from folded(f" {pad(name, 12)}{closed_up(retold(text))}", width, 13)


def _networks(why: Answered) -> Iterator[str]:
    """The network of both sides; of each, where they have two."""
    text, sides = tr(" network: {network}"), [side for side in (why.here, why.there) if side is not None]
    if len({side.network for side in sides}) == 1:
        yield text.format(network=why.here.network)
        return
    for side in sides:
        called = tr("{called}: {verdict}").format(called=tr(side.called), verdict=side.network)
        yield text.format(network=called)


def _no_cause(base: Told) -> str:
    """That the variant is not what violates the property: its base does, too."""
    if base.answer.verdict is not Verdict.VIOLATED:
        return base.words
    text = tr("{base}: so what the variant changes is not the only cause; the property may ask too much")
    return text.format(base=base.words)


def _below(why: Answered) -> Iterator[tuple[str, str]]:
    if why.violated is not None:
        yield from violation_lines(why.violated)
    for side in (why.here, why.there):
        if side is not None and side.numbers:
            yield tr("numbers"), tr("{called}: {verdict}").format(called=tr(side.called), verdict=side.numbers)
    if why.repairs is not None:
        yield tr("repaired by"), _repaired(why.repairs)
    for number, command in enumerate(why.try_next):
        yield "" if number else tr("try"), f"handwave {command}"


def _repaired(repairs: Repairs) -> str:
    found = tr("; ").join(tr(change.name) for change in repairs.found) or tr("no single change that was tried")
    rest = [tr("{changes} tried").format(changes=counted(repairs.tried, "change"))]
    if repairs.left:
        rest.append(tr("{number:,} not tried: enough states were looked at").format(number=repairs.left))
    if repairs.open:
        rest.append(tr("{number:,} not established").format(number=repairs.open))
    return found + in_brackets(tr(", ").join(rest))


def _runs(why: Answered, width: int) -> Iterator[str]:
    if why.beside is None or why.there is None:
        for number, step in enumerate(why.trace.steps, start=1):
            yield from columns_of(f"{number}.", _done(why, step), [], width - 8)
        yield from columns_of("", [*_for_ever(why.trace), tr(str(why.here.answer.verdict))], [], width - 8)
        return
    half = half_of(width)
    yield from columns_of("", [tr(why.here.called)], [tr(why.there.called)], half)
    if why.trace.start.in_flight:
        yield from columns_of("", list(_flying(why)), [tr("the same")], half)
    for number, pair in enumerate(why.beside.pairs, start=1):
        right = step_lines(pair.there) if pair.there else [cannot(pair)]
        if pair.same and right == step_lines(pair.here):
            right = [tr("the same")]
        if number == why.beside.parted:
            right.append(parted(why))
        yield from columns_of(f"{number}.", _done(why, pair.here), right, half)
    for step in onwards(why):
        event, *done = step_lines(step)
        yield from columns_of("", [], [tr("then {event}").format(event=event), *done], half)
    here = [*_for_ever(why.trace), tr(str(why.here.answer.verdict))]
    yield from columns_of("", here, [_there(why.there.answer.verdict, why.beside)], half)


def onwards(why: Answered) -> tuple[Step, ...]:
    """How the other system goes on: where the run on the left goes wrong, or to what both can reach."""
    return why.beside.then if why.beside is not None and (why.violated or why.beside.arrives) else ()


def _there(verdict: Verdict, run: Beside) -> str:
    """The verdict of the other system; it may rest on another run than the one beside it."""
    if verdict is Verdict.VIOLATED:
        return tr("VIOLATED, by another run")
    if verdict is Verdict.POSSIBLE and run.arrives is False:
        return tr("POSSIBLE, by another run")
    return tr(str(verdict))


def _flying(why: Answered) -> Iterator[str]:
    """The messages in flight at the start; those that the run does without stand in brackets."""
    unused = never_taken(why.trace)
    for packet in why.trace.start.in_flight:
        text = in_flight_text(packet)
        yield f"({text})" if packet in unused else text


def _done(why: Answered, step: Step) -> list[str]:
    """The lines of a step; what it sends stands in brackets where the violation comes without it."""
    lines = step_lines(step)
    if not sent_in_vain(why, step):
        return lines
    sends = sent_text(step)
    return [f"({line})" if line == sends else line for line in lines]


def sent_in_vain(why: Answered, step: Step) -> bool:
    """Whether the violation comes without what the step sends."""
    matters = why.violated.matters if why.violated is not None else None
    return matters is not None and bool(step.sent) and {(step.end, row.name) for row in step.rows} <= matters.unheard


def parted(why: Answered) -> str:
    """What stands at the step at which the two part: with the row that makes them."""
    return tr("here they part{why}").format(why=_because(why))


def _because(why: Answered) -> str:
    """The row that makes them part: it fires on one side, and differs on the other."""
    parted = why.beside.parted if why.beside is not None else None
    if parted is None or why.beside is None:
        return ""
    pair = why.beside.pairs[parted - 1]
    fired = {f"{step.end}.{row.name}" for step in (pair.here, pair.there) if step is not None for row in step.rows}
    rows = [name for name in why.differ if name in fired]
    return tr(": row {row}").format(row=rows[0]) if rows else ""


def _for_ever(trace: Trace) -> list[str]:
    """How a run goes on that has no end; nothing where it has one."""
    if trace.loop is None:
        return []
    if trace.loop == len(trace.steps):
        return [tr("and so it stays")]
    return [tr("steps {first} to {last} repeat for ever").format(first=trace.loop + 1, last=len(trace.steps))]
