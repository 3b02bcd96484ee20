"""Machines: the rows of one end, in reading order, collected from a class body.

A machine is a table, not a thing with a life: nothing is ever instantiated.  A variant is a subclass that
overrides rows with ``Base.row.but(...)`` or ``Base.row.never()``, or adds rows, which are read last.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import TYPE_CHECKING, NoReturn, cast

from spec.notation import nodes
from spec.notation.bodies import Body
from spec.notation.body_checks import check_bases, check_body, check_hidden, check_states
from spec.notation.checks import check_machine
from spec.notation.errors import SpecError, fault, here
from spec.notation.naming import checked_name
from spec.notation.rows import Row, in_a_notebook
from spec.notation.table_text import table_text
from spec.notation.tables import Table

_PAGE = 60
"""Lines that a notebook shows."""


class MissingRow(SpecError, AttributeError):
    """A machine has no such row."""


class _Table(type):
    @classmethod
    def __prepare__(metacls, name: str, bases: tuple[type, ...], /, **kwargs: object) -> Body:
        return Body(name)

    def __init__(cls, name: str, bases: tuple[type, ...], body: dict[str, object], /, **kwargs: object) -> None:
        super().__init__(name, bases, body)
        if any(isinstance(base, _Table) for base in bases):
            _declare(cast("type[Machine]", cls), cast(Body, body))

    def __setattr__(cls, name: str, value: object) -> None:
        if not name.startswith("_"):
            raise fault(
                f"{cls.__name__}.{name} = ... outside the class body of {cls.__name__} is not read: write it into the "
                f"body, or into that of a variant, class Mine({cls.__name__})"
            )
        super().__setattr__(name, value)

    def __delattr__(cls, name: str) -> None:
        raise fault(
            f"del {cls.__name__}.{name} takes no row out of the table: in a variant, class Mine({cls.__name__}), "
            f"write {name} = {cls.__name__}.{name}.never()"
        )

    def __str__(cls) -> str:
        return table_text(cast("type[Machine]", cls))

    def _repr_mimebundle_(cls, include: object = None, exclude: object = None) -> dict[str, str]:
        """What a notebook shows of a table: its rows, a page of them."""
        lines = str(cls).splitlines()
        more = [f"... {len(lines) - _PAGE} more lines: print({cls.__name__})"] if len(lines) > _PAGE else []
        return in_a_notebook("\n".join([*lines[:_PAGE], *more]))

    def __call__(cls, *args: object, **kwargs: object) -> NoReturn:
        raise fault(f"{cls.__name__}(...): a machine is named, not called: write {cls.__name__} without brackets")

    if not TYPE_CHECKING:  # type checkers see for themselves which rows there are

        def __getattr__(cls, name: str) -> NoReturn:
            if name.startswith("_") or name == "start":
                raise AttributeError(name)
            names = [row.name for row in vars(cls).get("declared", ())]
            near = difflib.get_close_matches(name, names, 1) or names[:1]
            meant = f": did you mean '{near[0]}'?" if near else ""
            raise MissingRow(f"{here()}: {cls.__name__} has no row '{name}'{meant}")


def _variables(rows: Iterable[Row]) -> tuple[nodes.Var, ...]:
    return tuple(dict.fromkeys(var for row in rows for var in row.sets))


class Machine(Table, metaclass=_Table):
    """Read the rows from the top.  A row fires when the end is at one of its states, its event occurs and its
    guard holds; its effects happen in the order written.  Reading goes on below it, from the new state, unless
    it says RETURN.
    """


def _declare(machine: type[Machine], body: Body) -> None:
    """Read the table from the class body and its bases.  SpecError at the first fault."""
    checked_name(machine.__name__, "a machine")
    check_body(machine, body)
    check_states(machine)
    named: dict[str, Row] = {}
    for one in reversed(machine.__mro__):  # as Python reads names: what stands nearer replaces what stands further
        named.update({name: value for name, value in vars(one).items() if isinstance(value, Row)})
    of_bases = {id(row) for base in machine.__mro__[1:] for row in getattr(base, "declared", ())}
    _put(machine, "declared", tuple(named.values()))
    _put(machine, "rows", tuple(row for row in machine.declared if not row.dropped))
    _put(machine, "_set", _variables(machine.declared))
    own = {name: row for name, row in named.items() if id(row) not in of_bases}
    for name in own:
        checked_name(name, f"a row of {machine.__name__}")
    check_hidden(machine, body)
    check_bases(machine)
    check_machine(machine, own)


def _put(machine: type[Machine], name: str, value: object) -> None:
    type.__setattr__(machine, name, value)
