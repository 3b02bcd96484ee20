"""The pictures of a model, and of what was found in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.command.choosing.knowledge_tables import after_asked, deliveries, row_asked, table_asked, tables_of
from checker.command.choosing.machine_view import end_view
from checker.command.file_names import in_a_name
from checker.command.outcomes import Refused, without_a_run
from checker.explaining.liveness_reasons import allowed, under
from checker.languages.counts import counted
from checker.languages.speech import tr
from checker.results.answers import Answer, Verdict
from checker.results.graphs import Mark
from checker.verdicts.exploration import Exploration
from diagrams.graphs.view import View
from diagrams.knowledge.evidence import why_not
from diagrams.knowledge.table import table as knowledge_picture
from diagrams.rendering.picture import Picture
from diagrams.sequence.chart import answer_charts
from spec.notation.liveness import Promise
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


def run_charts(model: Model, found: Exploration, answer: Answer) -> Sequence[Picture]:
    """The sequence chart of an answer's run, with its fairness and how much was searched; one picture a page."""
    fair = _fairness(answer) if isinstance(model.properties[answer.property], Promise) else ()
    whole, part = tr("Searched: {states}, complete."), tr("Searched: {states}, partial: the search was cut short.")
    searched = (whole if found.complete else part).format(states=counted(found.states, "state"))
    return answer_charts(answer, model.name, [*fair, searched])


def _fairness(answer: Answer) -> Iterator[str]:
    """Under which fairness the run goes on for ever, and why that is no offence against it."""
    yield tr("Fairness: {fairness}.").format(fairness=under(answer.fairness))
    if answer.verdict is Verdict.VIOLATED:
        yield from (tr("Still allowed: {why}.").format(why=why) for why in allowed(answer.fairness))


def sequence(model: Model, found: Exploration, answer: Answer) -> list[NamedPicture]:
    """The same, with the names of the files."""
    pages = run_charts(model, found, answer)
    name = f"{in_a_name(model.name)}-{in_a_name(answer.property)}"
    if len(pages) == 1:
        return [NamedPicture(name, pages[0])]
    return [NamedPicture(f"{name}-{number}", page) for number, page in enumerate(pages, start=1)]


def graph(
    model: Model,
    found: Exploration,
    paths: tuple[str, ...],
    *,
    along: str | None = None,
    around: int | None = None,
    goal: str | None = None,
) -> NamedPicture:
    """The reachable graph, grouped by those values (none: every state), with a trace, or only what is near it."""
    view = _marked(model, found, goal)
    name = in_a_name(model.name)
    if paths:
        view = view.group_by(*paths)
    if along is not None:
        trace = answer_of(model, found, along).trace
        assert trace is not None
        view = view.along(trace) if around is None else view.around(trace, around)
        name += f"-{'along' if around is None else 'around'}-{in_a_name(along)}"
    elif not paths:
        name += "-raw"
    return NamedPicture(name, view.picture())


def _marked(model: Model, found: Exploration, goal: str | None) -> View:
    """The graph with its marks and what they mean; with one goal, that alone."""
    goals, violated = found.marking()
    if goal is None:
        said = {"Goal": goals, "VIOLATED": violated}
        return View(found.graph).naming(*(f"{mark}: {', '.join(names)}." for mark, names in said.items() if names))
    if goal not in goals:
        known = f"write one of {', '.join(goals)}" if goals else "it has none"
        raise Refused(f"{model.name} has no goal '{goal}': {known}")
    marks: dict[int, Mark] = dict.fromkeys(range(len(found.search.starts)), "start")
    marks.update(dict.fromkeys(found.places(goals[goal]), "goal"))
    return View(found.graph).mark(marks, [f"Goal: {goal}."])


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


def answer_of(model: Model, found: Exploration, name: str) -> Answer:
    """The answer of a property that has a counterexample or witness."""
    answer = found.answers[name]
    if answer.trace is None:
        raise without_a_run(f"{model.name}, {name}: {answer!r}, so there is no run to draw", answer)
    return answer


def everything(model: Model, found: Exploration) -> Iterator[NamedPicture]:
    """The machines, the graph by the states of both ends, and the chart of every counterexample and witness."""
    yield machine(model, found, "A")
    yield machine(model, found, "B")
    refuted = [one for one in found.answers.values() if one.verdict is Verdict.VIOLATED]
    others = [one for one in found.answers.values() if one.verdict is not Verdict.VIOLATED]
    yield graph(model, found, STATES)
    for answer in (*refuted, *others):
        if answer.trace is not None:
            yield from sequence(model, found, answer)


def tables(model: Model, found: Exploration) -> Iterator[NamedPicture]:
    """Every table of knowledge.  SpecError where the search missed a run."""
    return (knowledge(model, found, name) for name in model.tables)
