"""Which table of knowledge of a model is asked for."""

from __future__ import annotations

from checker.command.nearest import nearest
from checker.command.outcomes import Refused
from checker.explore import Exploration
from checker.knowledge.tables import Tables
from spec.notation.knowledge import WhoKnows
from spec.notation.models import Model


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


def tables_of(model: Model, found: Exploration) -> Tables:
    """The tables of a model that was explored."""
    if found.knowing is None:
        raise Refused(f"{model.name} asks nobody's knowledge")
    return Tables(model.name, found.knowing, found.search)
