"""Which picture of a model is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from checker.command.choosing.knowledge_tables import after_asked, deliveries, row_asked, table_asked, tables_of
from checker.command.choosing.machine_view import end_view
from checker.command.file_names import in_a_name
from checker.command.outcomes import Refused
from checker.results import Trace, Verdict
from checker.verdicts.exploration import Exploration
from diagrams.evidence import why_not
from diagrams.graph import View
from diagrams.knowledge import table as knowledge_picture
from diagrams.picture import Picture
from diagrams.sequence import charts
from spec.notation.models import Model
from spec.notation.nodes import End

STATES = ("A.state", "B.state")


@dataclass(frozen=True, slots=True)
class NamedPicture:
    """A picture, and what its file is called if nobody says."""

    name: str
    picture: Picture


def machine(model: Model, found: Exploration, end: End) -> NamedPicture:
    """The state diagram of one end, as the model uses it."""
    return NamedPicture(f"{in_a_name(model.name)}-{end}", end_view(found, end).picture())


def sequence(model: Model, trace: Trace) -> list[NamedPicture]:
    """The sequence chart of a trace, one picture a page."""
    pages = charts(replace(trace, title=f"{model.name}: {trace.title}"))
    name = f"{in_a_name(model.name)}-{in_a_name(trace.title)}"
    if len(pages) == 1:
        return [NamedPicture(name, pages[0])]
    return [NamedPicture(f"{name}-{number}", page) for number, page in enumerate(pages, start=1)]


def graph(
    model: Model, found: Exploration, paths: tuple[str, ...], *, along: str | None = None, around: int | None = None
) -> NamedPicture:
    """The reachable graph, grouped by those values (none: every state), with a trace, or only what is near it."""
    view = View(found.graph)
    name = in_a_name(model.name)
    if paths:
        view = view.group_by(*paths)
    if along is not None:
        trace = trace_of(model, found, along)
        view = view.along(trace) if around is None else view.around(trace, around)
        name += f"-{'along' if around is None else 'around'}-{in_a_name(along)}"
    elif not paths:
        name += "-raw"
    return NamedPicture(name, view.picture())


def knowledge(model: Model, found: Exploration, asked: str | None) -> NamedPicture:
    """A table of who knows what, the first if none is named."""
    name, table = table_asked(model, asked)
    made = tables_of(model, found).table(name, table)
    return NamedPicture(f"{in_a_name(model.name)}-knows-{in_a_name(name)}", knowledge_picture(made))


def evidence(model: Model, found: Exploration, asked: str | None, row: str, after: int | None) -> NamedPicture:
    """The runs that show why a row of a table is not true.  Refused where it is."""
    name, table = table_asked(model, asked)
    tables = tables_of(model, found)
    made = tables.table(name, table)
    row = row_asked(made, row)
    after = after_asked(made, row, after)
    why = tables.evidence(table, row, made.moments[after].steps)
    if why is None:
        raise Refused(f"{model.name}: after {deliveries(after)} it is true: {row}; so no run shows why not")
    number = [label for label, _ in made.rows].index(row) + 1
    return NamedPicture(f"{in_a_name(model.name)}-knows-{in_a_name(name)}-{number}", why_not(made, row, after, why))


def trace_of(model: Model, found: Exploration, name: str) -> Trace:
    """The counterexample or witness of a property."""
    answer = found.answers[name]
    if answer.trace is None:
        raise Refused(f"{model.name}, {name}: {answer!r}, so there is no run to draw")
    return answer.trace


def everything(model: Model, found: Exploration) -> Iterator[NamedPicture]:
    """The machines, the graph by the states of both ends, and the chart of every counterexample and witness."""
    yield machine(model, found, "A")
    yield machine(model, found, "B")
    refuted = [one.trace for one in found.answers.values() if one.verdict is Verdict.VIOLATED]
    others = [one.trace for one in found.answers.values() if one.verdict is not Verdict.VIOLATED]
    yield graph(model, found, STATES)
    for trace in (*refuted, *others):
        if trace is not None:
            yield from sequence(model, trace)


def tables(model: Model, found: Exploration) -> Iterator[NamedPicture]:
    """Every table of knowledge.  SpecError where the search missed a run."""
    return (knowledge(model, found, name) for name in model.tables)
