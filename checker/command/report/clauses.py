"""The clauses of RFC 9293, each beside the rows that do it and the run that shows it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from checker.command.outcomes import Refused
from spec.notation.letters import escaped
from spec.notation.machines import Machine
from spec.notation.nearest import nearest
from spec.notation.row_text import condition_text, effect_texts, next_text
from spec.notation.rows import Row
from spec.notation.table_text import row_lines
from spec.tcp.checklist import CLAUSES
from spec.tcp.checklist.clauses import Clause, runs, within
from spec.tcp.table import Tcp

GAP = "  "


def clauses_of(section: str) -> list[Clause]:
    """The clauses of a section and of its parts.  Refused where there are none."""
    found = [one for one in CLAUSES if within(one.section, section)]
    if not found:
        known = list(dict.fromkeys(one.section.split()[0] for one in CLAUSES))
        meant = nearest(section, known)
        raise Refused(f"no clause is of section '{escaped(section)}'{meant}: write one of {', '.join(known)}")
    return found


def clauses_text(clauses: Sequence[Clause], width: int) -> Iterator[str]:
    """Section by section: the clause on the left, on the right its rows, each told in full once."""
    told: set[str] = set()
    left, right = (width - len(GAP)) * 2 // 5, (width - len(GAP)) * 3 // 5
    section = ""
    for clause in clauses:
        if clause.section != section:
            section = clause.section
            yield from ([""] if told else []) + [section]
        yield ""
        beside = [line for part in _beside(clause, right, told) for line in part]
        for one, other in zip_longest(textwrap.wrap(clause.says, left - 1), beside, fillvalue=""):
            yield f" {one:<{left - 1}}{GAP}{other}".rstrip()


def _beside(clause: Clause, width: int, told: set[str]) -> Iterator[list[str]]:
    """The rows, the variants, and what is left out."""
    for row in clause.rows:
        lines = [row.name] if row.name in told else list(row_lines(row, Tcp, width))
        told.add(row.name)
        yield [*lines, f"    seen in: {runs()[row.name]}"]
    for variant in clause.otherwise:
        yield [f"otherwise: {variant.__name__}, seen in: {runs()[variant.__name__]}"]
    if clause.left_out:
        yield textwrap.wrap(f"({clause.left_out})", width)
    if clause.scenario:
        yield [f"the whole: scenario {clause.scenario}"]


def clauses_json(clauses: Sequence[Clause]) -> list[dict[str, object]]:
    """The same for other programs."""
    return [
        {
            "section": one.section,
            "says": one.says,
            "rows": [_row(row) for row in one.rows],
            "otherwise": [_variant(variant) for variant in one.otherwise],
            "left_out": one.left_out or None,
            "scenario": one.scenario or None,
        }
        for one in clauses
    ]


def _row(row: Row) -> dict[str, object]:
    return {
        "name": row.name,
        "rfc": row.rfc,
        "at": [state.value for state in row.at],
        "on": row.on.name,
        "if": condition_text(row).removeprefix("if "),
        "does": effect_texts(row, Tcp.variables()),
        "next": next_text(row),
        "note": row.note,
        "run": runs()[row.name],
    }


def _variant(variant: type[Machine]) -> dict[str, object]:
    about = " ".join((variant.__doc__ or "").split())
    return {"name": variant.__name__, "about": about, "run": runs()[variant.__name__]}
