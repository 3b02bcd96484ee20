"""Which table of knowledge of a model is asked for, and which row of it."""

from __future__ import annotations

from checker.command.outcomes import Refused
from checker.knowledge.answers import KnowledgeTable
from checker.knowledge.tables import KnowledgeTables
from checker.verdicts.exploration import Exploration
from spec.notation.knowledge import WhoKnows
from spec.notation.models import Model
from spec.notation.nearest import nearest


def table_asked(model: Model, name: str | None) -> tuple[str, WhoKnows]:
    """The table of that name, or the first; Refused where there is none."""
    known = model.tables
    if not known:
        raise Refused(f"{model.name} declares no table of knowledge: Model(..., tables={{'name': WhoKnows(...)}})")
    if name is None:
        name = next(iter(known))
    if name not in known:
        raise Refused(f"{model.name} has no table '{name}'{nearest(name, known)}: it has {', '.join(known)}")
    return name, known[name]


def tables_of(model: Model, found: Exploration) -> KnowledgeTables:
    """The tables of a model that was explored."""
    if found.knowing is None:
        raise Refused(f"{model.name} asks nobody's knowledge")
    return KnowledgeTables(model.name, found.knowing, found.search)


def row_asked(made: KnowledgeTable, asked: str) -> str:
    """The words of the row of that number, or of those words."""
    labels = [label for label, _ in made.rows]
    if asked.isdigit() and 1 <= int(asked) <= len(labels):
        return labels[int(asked) - 1]
    if asked not in labels:
        raise Refused(f"there is no row '{asked}'{nearest(asked, labels)}: give a number from 1 to {len(labels)}")
    return asked


def after_asked(made: KnowledgeTable, row: str, asked: int | None) -> int:
    """After how many deliveries: as asked, or the last time the row is not true."""
    last = len(made.moments) - 1
    if asked is not None and asked > last:
        raise Refused(f"--after {asked}: the run has {deliveries(last)}")
    if asked is not None:
        return asked
    return max((number for number, cell in enumerate(dict(made.rows)[row]) if not cell.true), default=last)


def deliveries(number: int) -> str:
    """So many of them."""
    return "1 delivery" if number == 1 else f"{number} deliveries"
