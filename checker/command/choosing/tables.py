"""From what was typed, ``tcp``, ``NoTimeWait`` or ``mine.py:Hasty``, to a table."""

from __future__ import annotations

from collections.abc import Mapping

from checker.command.choosing.models import split
from checker.command.choosing.user_files import load
from spec.notation.machines import Machine


def declared_table(typed: str) -> type[Machine] | None:
    """A table by its own name: one of TCP's, or one that a file declares; None where there is none."""
    file, name = split(typed)
    if file is None:
        tables = tables_of_tcp()
        return tables.get(typed) or {one.lower(): table for one, table in tables.items()}.get(typed.lower())
    value: object = vars(load(file)).get(name)
    return value if isinstance(value, type) and issubclass(value, Machine) else None


def tables_of_tcp() -> Mapping[str, type[Machine]]:
    """TCP's table and its variants, by name."""
    from spec.tcp import table, variants

    named: dict[str, object] = {name: getattr(variants, name) for name in dir(variants)}
    found = {name: one for name, one in named.items() if isinstance(one, type) and issubclass(one, Machine)}
    return {"Tcp": table.Tcp, **found}
