"""A machine's table as text, in the order in which it is read; of a variant what differs from its base."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from spec.notation.nodes import Named, Var, walk
from spec.notation.row_text import condition_text, effect_texts, next_text
from spec.notation.rows import Row
from spec.notation.tables import Table, base_of
from spec.notation.wording import Tell, words

WIDTH = 100
NAME, MARGIN = 26, "    "
HAS, WHERE = "{base} has: ", "where"
GLUE = "\xa0"
"""A blank at which no line is folded."""
UNBROKEN = 80
"""Columns up to which an effect stays on one line."""


Wanted = Callable[[Row], bool]


def table_text(
    machine: type[Table], wanted: Wanted | None = None, width: int = WIDTH, tell: Tell = str, quote: Tell = str
) -> str:
    """The rows that are wanted, or all: state, event, condition, effects, next state, section.

    ``tell``: a sentence in the reader's language; ``quote``: one that the table's author wrote.
    """
    base, put = base_of(machine), _Put(width, tell, quote)
    return "\n".join(_whole(machine, wanted, put) if base is None else _differing(machine, base, wanted, put))


class _Put(NamedTuple):
    """How a table is written."""

    width: int = WIDTH
    tell: Tell = str
    quote: Tell = str


def overview(machine: type[Table], wanted: Wanted | None = None, width: int = WIDTH, tell: Tell = str) -> Iterator[str]:
    """A line for each row that is wanted: its name, where and when it is read, what comes next, section."""
    yield from _title(machine, wanted, tell)
    yield ""
    for row in _wanted(machine, wanted):
        at, to = "/".join(state.value for state in row.at), f" -> {row.to.value}" if row.to is not None else ""
        room = width - NAME - len(f" on {row.on.name}{to}") - len(row.rfc) - 3
        said = (
            at if len(at) <= room else f"{at[: at.rfind('/', 0, max(room - 3, 1)) + 1]}..." if len(row.at) > 1 else at
        )
        head = f"{row.name:<{NAME}} {said} on {row.on.name}{to}"
        yield f"{head:<{width - len(row.rfc) - 1}} {row.rfc}".rstrip()


def _wanted(machine: type[Table], wanted: Wanted | None) -> list[Row]:
    return [row for row in machine.rows if wanted is None or wanted(row)]


def _title(machine: type[Table], wanted: Wanted | None, tell: Tell) -> Iterator[str]:
    name, total, rows = machine.__name__, len(machine.rows), len(_wanted(machine, wanted))
    some, whole = f"{name}: {rows} of {total} rows, read from the top", f"{name}: {total} rows, read from the top"
    yield tell(whole if wanted is None else some)


def _whole(machine: type[Table], wanted: Wanted | None, put: _Put) -> Iterator[str]:
    rows = _wanted(machine, wanted)
    yield from _title(machine, wanted, put.tell)
    yield from _about(machine, put)
    for row in rows:
        yield ""
        yield from row_lines(row, machine, *put)
    yield from _meanings(rows, put.width, put.tell)


def _differing(machine: type[Table], base: type[Table], wanted: Wanted | None, put: _Put) -> Iterator[str]:
    theirs = {row.name: row for row in base.declared}
    differing = [row for row in machine.declared if theirs.get(row.name) is not row]
    rows = [row for row in differing if wanted is None or wanted(row) or wanted(theirs.get(row.name, row))]
    whose = f", a variant of {over.__name__}" if (over := base_of(base)) is not None else ""
    shown = "" if wanted is None else f"; shown: {len(rows)}"
    name, number = machine.__name__, len(differing)
    one, many = f"{name}: 1 row differs from {base.__name__}", f"{name}: {number} rows differ from {base.__name__}"
    yield put.tell(one if number == 1 else many) + put.tell(whose) + put.tell(shown)
    yield from _about(machine, put)
    for row in rows:
        yield ""
        yield from row_lines(row, machine, *put)
        yield from _instead(row, theirs.get(row.name), machine, base.__name__, put.width, put.tell)
    yield from _meanings(rows, put.width, put.tell)


def about(machine: type[Table]) -> str:
    """What the table's author says of it; of a variant what that says itself."""
    return " ".join((vars(machine).get("__doc__") or "").split())


def _about(machine: type[Table], put: _Put) -> Iterator[str]:
    yield from textwrap.wrap(put.quote(about(machine)), put.width, initial_indent=" ", subsequent_indent=" ")


def row_lines(row: Row, machine: type[Table], width: int = WIDTH, tell: Tell = str, quote: Tell = str) -> Iterator[str]:
    """The row in words: its name, when it is read, and below that what it does."""
    when = f"{', '.join(state.value for state in row.at)} on {row.on.name}"
    head = f"{row.name:<{NAME}} {when}"
    if len(head) + len(row.rfc) + 2 <= width:
        yield f"{head:<{width - len(row.rfc)}}{row.rfc}".rstrip()
    else:
        yield f"{row.name:<{width - len(row.rfc)}}{row.rfc}"
        yield from _indented(when, width)
    for line in [tell("struck out")] if row.dropped else _columns(row, machine, tell):
        yield from _indented(line, width)
    if row.note:
        yield from _indented(f"({quote(row.note)})", width)


def _columns(row: Row, machine: type[Table], tell: Tell) -> list[str]:
    """Condition, effects, next state; each where there is one."""
    return [line for line in (condition_text(row, tell), _does(row, machine.variables(), tell), next_text(row)) if line]


def _does(row: Row, variables: Sequence[Var], tell: Tell) -> str:
    told = map(tell, effect_texts(row, variables))
    return "; ".join(text.replace(" ", GLUE) if len(text) < UNBROKEN else text for text in told)


def _instead(row: Row, old: Row | None, machine: type[Table], base: str, width: int, tell: Tell) -> Iterator[str]:
    """What the base has in the columns that differ."""
    if old is None:
        yield from _indented(tell(f"({base} has no such row)"), width)
        return
    if row.dropped or old.dropped:
        return
    columns: Sequence[tuple[str, Callable[[Row], str]]] = (
        ("at ", lambda one: ", ".join(state.value for state in one.at)),
        ("on ", lambda one: one.on.name),
        ("", lambda one: condition_text(one, tell) or tell("no condition")),
        ("", lambda one: _does(one, machine.variables(), tell) or tell("nothing is done")),
        ("", lambda one: next_text(one) or tell("the state stays, and reading goes on")),
    )
    for word, said in columns:
        if said(old) != said(row):
            yield from _indented(f"{tell(HAS).format(base=base)}{word}{said(old)}", width)


def _indented(text: str, width: int) -> list[str]:
    lines = textwrap.wrap(text, width, initial_indent=MARGIN, subsequent_indent=MARGIN + "  ", break_on_hyphens=False)
    return [line.replace(GLUE, " ") for line in lines]


def _meanings(rows: Sequence[Row], width: int, tell: Tell) -> Iterator[str]:
    """The conditions that the rows call by a name, each once."""
    named = dict.fromkeys(
        part for row in rows for node in row.nodes() for part in walk(node) if isinstance(part, Named)
    )
    for number, one in enumerate(named):
        if not number:
            yield ""
            yield tell(WHERE)
        yield from _indented(f"{tell(one.name)}: {words(one.part, tell)}", width)
