"""The page of the RFC's clauses: each with the rows of the table that do it, and the runs in which they are seen."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from docs.making.markdown import inline, row
from spec.tcp.checklist import CLAUSES
from spec.tcp.checklist.clauses import Clause, runs


def clauses_page() -> str:
    """The page, as Markdown."""
    by_section = groupby(CLAUSES, lambda one: one.section)
    tables = "\n".join("\n".join(_table(section, clauses)) for section, clauses in by_section)
    return f"""# RFC 9293, clause by clause

What sections 3.5, 3.6, 3.8.6 and 3.10 ask of connection management, in words of our own, with the rows of the table
that do it, the variants that read it otherwise, and what is left out. `handwave rows --rfc 3.10.7.4` prints the rows in
full; `handwave scenario NAME` and `handwave check NAME` show the run in which a row fires or a variant departs. Tests
hold this page to the table and to the runs.

{tables}
"""


def _table(section: str, clauses: Iterator[Clause]) -> Iterator[str]:
    yield f"## {section}\n"
    yield row("the RFC asks", "rows", "otherwise, or left out")
    yield row("---", "---", "---")
    for one in clauses:
        whole = f" (`{one.scenario}` shows it whole)" if one.scenario else ""
        rows = [f"`{each.name}` ({runs()[each.name]})" for each in one.rows]
        rest = [f"`{each.__name__}` ({runs()[each.__name__]})" for each in one.otherwise]
        yield row(
            inline(one.says) + whole, "<br>".join(rows), "<br>".join([*rest, *filter(None, [inline(one.left_out)])])
        )
    yield ""
