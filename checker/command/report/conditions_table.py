"""The verb ``conditions --all``: every model of the catalogue for all numbers at once, a row each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from checker.command.choosing.models import Chosen
from checker.command.running.progress import ProgressLine
from checker.numbers.exploration.conditions import Conditional, Conditions, askable, conditions
from checker.numbers.free_numbers import has_numbers
from checker.numbers.solver import Solver
from checker.results.answers import Verdict
from spec.notation.assumptions import Assumption
from spec.notation.errors import SpecError


@dataclass(frozen=True, slots=True)
class TableRow:
    """A model, what was assumed, and what was found; or why nothing was."""

    model: str
    given: str
    found: Conditions | None
    why: str = ""


def rows(models: Sequence[Chosen], most: int, solver: Solver) -> Iterator[TableRow]:
    """Each model for all numbers, and again under each discipline that it declares."""
    for place, one in enumerate(models, 1):
        for name, given in {"": {}, **{name: {name: given} for name, given in one.model.assuming.items()}}.items():
            with ProgressLine(f"{place} of {len(models)} models  {called(one.name, name)}") as watch:
                row = _row(one, name, given, most, solver, watch)
            yield row


def _row(
    one: Chosen, name: str, given: Mapping[str, Assumption], most: int, solver: Solver, watch: ProgressLine
) -> TableRow:
    """A model under an assumption, or under none."""
    if not has_numbers(one.model.system):
        return TableRow(one.name, name, None, "has no sequence numbers")
    asked = askable(one.model.properties)
    if not asked:
        kinds = ", ".join(dict.fromkeys(type(each).__name__ for each in one.model.properties.values()))
        return TableRow(one.name, name, None, f"asks {kinds}, which no state decides by itself")
    before = solver.calls
    try:
        found = conditions(one.model.system, asked, most, solver, given, watch)
    except SpecError as refused:
        return TableRow(one.name, name, None, str(refused))
    return TableRow(one.name, name, found.since(before))


def heading(models: Sequence[Chosen]) -> str:
    """The names of the columns."""
    return f"{'model':<{width(models)}}  {'states':>7}  {'steps':>9}  {'Z3':>4}  {'s':>6}"


def lines(models: Sequence[Chosen], row: TableRow) -> Iterator[str]:
    """A line for the model, and one for each property."""
    name = called(row.model, row.given)
    if row.found is None:
        yield f"{name:<{width(models)}}  {row.why}"
        return
    found = row.found
    cut = "" if found.complete else "  not complete"
    yield (
        f"{name:<{width(models)}}  {found.states:>7,}  {found.transitions:>9,}  {found.calls:>4}  "
        f"{found.seconds:>6.2f}{cut}"
    )
    if found.tied:
        yield f"  tied by the model: {'; '.join(found.tied)}"
    longest = max(len(one.property) for one in found.answers)
    for answer in found.answers:
        yield f"  {answer.property:<{longest}}  {answer.verdict}{condition(answer)}"


def condition(answer: Conditional) -> str:
    """What is to be said beside a verdict."""
    if answer.why:
        return f" ({answer.why})"
    if answer.verdict not in (Verdict.VIOLATED, Verdict.POSSIBLE):
        return ""
    return f" if {' or if '.join(answer.conditions)}" if answer.conditions else " whatever the numbers are"


def width(models: Sequence[Chosen]) -> int:
    """The widest model's name, with its disciplines."""
    return max(len(called(one.name, name)) for one in models for name in ("", *one.model.assuming))


def called(model: str, given: str) -> str:
    """The model, and what was assumed."""
    return f"{model}, {given}" if given else model
