"""The verb ``knows``: who knows what after which message, and why not more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.command.choosing.knowledge_tables import after_asked, deliveries, row_asked, table_asked, tables_of
from checker.command.choosing.models import choose
from checker.command.options import MODEL, Limited, Parser, add_limits, add_parameters, whole
from checker.command.outcomes import Exit, Refused
from checker.command.report.side_by_side import beside
from checker.command.running.explored import explored
from checker.command.terminal import columns
from checker.command.writing import Output, add_output, put
from checker.knowledge.answers import Evidence, KnowledgeTable
from checker.languages.counts import counted
from checker.results.runs import Trace
from diagrams.knowledge.evidence import why_not
from diagrams.knowledge.table import table
from diagrams.knowledge.text import rows_text
from diagrams.ladders.ladder import ladder
from diagrams.rendering.picture import Picture


class KnowsOptions(Limited, Output):
    """What ``knows`` was asked."""

    model: str
    table: str | None
    parameters: list[tuple[str, int]]
    row: str | None
    after: int | None


def main(arguments: Sequence[str]) -> int:
    """Print the table, or why a row of it is not true; the exit status."""
    options = _parser().parse_intermixed_args(arguments, KnowsOptions())
    chosen = choose(options.model, options.parameters)
    name, asked = table_asked(chosen.model, options.table)
    tables = tables_of(chosen.model, explored(chosen, options))
    made = tables.table(name, asked)
    if options.row is None:
        put("\n".join(table_text(made)), options, lambda: [table(made)])
        return Exit.AS_EXPECTED
    row = row_asked(made, options.row)
    after = after_asked(made, row, options.after)
    evidence = tables.evidence(asked, row, made.moments[after].steps)
    width = columns() if options.output is None else None
    lines = _why(made, row, after, evidence, width)
    put("\n".join(lines), options, lambda: _picture(made, row, after, evidence))
    return Exit.AS_EXPECTED if evidence is not None else Exit.NOT_AS_EXPECTED


def _parser() -> Parser:
    about = "Who knows what after which message: a table, and for what is not known the runs that look alike."
    parser = Parser("knows", about)
    parser.add_argument("model", metavar="MODEL", help=MODEL)
    parser.add_argument("table", metavar="TABLE", nargs="?", help="one of the model's tables")
    add_parameters(parser)
    parser.add_argument("--row", metavar="ROW", help="why this row is not true: its number, or its words")
    parser.add_argument("--after", type=whole, metavar="N", help="after so many deliveries (the last time it is not)")
    add_output(parser, "the table, or the runs")
    add_limits(parser)
    return parser


def table_text(made: KnowledgeTable) -> Iterator[str]:
    """The table, with what arrived in each column below it."""
    yield f"{made.model}, {made.name}: {made.about}"
    yield f"after so many deliveries of the run below; all runs together have {counted(made.points, 'point')}"
    yield ""
    yield from rows_text(made)


def _picture(made: KnowledgeTable, row: str, after: int, evidence: Evidence | None) -> list[Picture]:
    if evidence is None:
        raise Refused(f"{made.model}: after {deliveries(after)} it is true: {row}; so no run shows why not")
    return [why_not(made, row, after, evidence)]


def _why(made: KnowledgeTable, row: str, after: int, evidence: Evidence | None, width: int | None) -> Iterator[str]:
    cell = dict(made.rows)[row][after]
    if evidence is None:
        yield f"{made.model}: after {deliveries(after)} it is true: {row}"
        if cell.behind is not None:
            yield f"it is true at {_all(cell.behind)} in which the end has seen the same"
        return
    yield f"{made.model}: after {deliveries(after)} it is not true: {row}"
    if cell.behind is not None:
        yield f"the end has seen the same at {counted(cell.behind, 'point')}; in one of them it is false"
    before = evidence.here
    for doubt in evidence.doubts:
        yield ""
        yield f"{doubt.end} cannot tell these two apart (=/= where they differ):"
        yield from beside(_drawn(before), _drawn(doubt.run), width)
        if doubt.facts is not None:
            yield f"the second in a world where {' and '.join(doubt.facts) or 'no fact is true'}"
        before = doubt.run
    yield ""
    yield f"and at the end of the last one it is false that {evidence.false}"


def _all(behind: int) -> str:
    return "the only point" if behind == 1 else f"all {behind:,} points"


def _drawn(trace: Trace) -> list[str]:
    return ladder(trace, rows=False, title=False).splitlines()
