"""What a notebook shows of a result: its words always, and a table or a picture of a page at most.

A picture that would be larger than a page, or would take long, is left out, and the words say so.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Protocol

from checker.languages.counts import count
from checker.results.answers import Answer
from checker.results.graphs import Graph
from checker.results.runs import Trace
from checker.results.wording import extent
from diagrams.graphs.view import View
from diagrams.ladders.ladder import ladder
from diagrams.rendering.picture import Picture, notebook
from diagrams.sequence.chart import answer_charts, charts

Bundle = dict[str, str]
MOST_STATES = 20_000
"""States of a graph that are gathered into boxes while somebody waits."""
STATES = ("A.state", "B.state")


class Found(Protocol):
    """What an exploration found, as far as it is shown."""

    @property
    def name(self) -> str: ...
    @property
    def answers(self) -> Mapping[str, Answer]: ...


def trace_shown(trace: Trace) -> Bundle:
    """The first page of the chart; the ladder as text."""
    return _with_text(charts(trace)[0], ladder(trace))


def answer_shown(answer: Answer) -> Bundle:
    """The verdict, and the chart of the run where there is one."""
    line = f"{answer.property}: {answer!r}: {answer.about}"
    if answer.trace is None:
        return {"text/plain": line}
    return _with_text(answer_charts(answer)[0], f"{line}\n\n{ladder(answer.trace, title=False)}")


def graph_shown(graph: Graph) -> Bundle:
    """The graph by the states of both ends."""
    said = f"{graph.title}: {count(graph.states, 'state')}, {'complete' if graph.complete else 'partial'}"
    if graph.states > MOST_STATES:
        return {"text/plain": f"{said}; too many to draw while you wait: handwave draw {graph.title} -o it.svg"}
    return notebook(View(graph).group_by(*STATES).picture())


def exploration_shown(found: Found) -> Bundle:
    """A row for each property: its verdict, how long its run is, and what it says."""
    rows = [(str(one.verdict), name, extent(one), one.about) for name, one in found.answers.items()]
    head = f"{found.name}: {found!r}"
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)] if rows else []
    lines = ["  ".join(f"{cell:<{wide}}" for cell, wide in zip(row, widths, strict=True)).rstrip() for row in rows]
    cells = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    names = "".join(f"<th>{name}</th>" for name in ("verdict", "property", "run", "about"))
    html = f"<table><caption>{escape(head)}</caption><thead><tr>{names}</tr></thead><tbody>{cells}</tbody></table>"
    return {"text/plain": "\n".join([head, *lines]), "text/html": html}


def _cell(text: str) -> str:
    return f'<td style="text-align:left">{escape(text)}</td>'


def _with_text(picture: Picture, text: str) -> Bundle:
    return {**notebook(picture), "text/plain": text}
