"""Changes of rows: a system in which a machine's table has a row less, or one that says something else.

They are made from whatever machine stands at an end, so that one mutant serves a machine and all its variants.
"""

from __future__ import annotations

import contextlib
import copyreg
import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any
from weakref import WeakKeyDictionary

from spec.notation.changes import Change
from spec.notation.ends import check_end
from spec.notation.errors import SpecError, here
from spec.notation.machines import Machine
from spec.notation.nodes import End
from spec.notation.rows import Row, Unchanged
from spec.notation.systems import ENDS, System

Alter = Callable[[Row], Row]


def struck(*names: str, end: End | None = None) -> Change:
    """Rows struck out, at each end or at one: ``struck("fin_timeout", end="B")``.

    SpecError, where the change is made, if an end has no such row.
    """
    if end is not None:
        check_end(end, f"struck(..., end={end!r})")
    if not names:
        raise SpecError(f"{here()}: struck() strikes nothing out: name a row")
    return altered(f"{_whose(end)} {', '.join(names)}", end, **dict.fromkeys(names, Row.never))


def altered(name: str, end: End | None = None, **rows: Alter) -> Change:
    """Rows that say something else, at each end or at one::

    altered("B does not look at SEG.ACK", "B", ack_new=lambda row: row.but(when=TRUE))

    SpecError, where the change is made, if an end has no such row.
    """
    if end is not None:
        check_end(end, f"altered({name!r}, {end!r})")
    if not rows:
        raise SpecError(f"{here()}: altered('{name}') alters nothing: give a row, such as fin=lambda row: row.never()")

    known: dict[type[Machine], type[Machine]] = {}  # worlds that are changed alike keep the same machine

    def of(machine: type[Machine]) -> type[Machine]:
        if machine not in known:
            known[machine] = with_rows(machine, dict(_altered(machine, rows)))
        return known[machine]

    def made(system: System) -> System:
        machines: dict[End, type[Machine]] = {one: system.machine(one) for one in ENDS}
        machines |= {one: of(machines[one]) for one in (ENDS if end is None else (end,))}
        return replace(system, A=machines["A"], B=machines["B"])

    return Change(name, made)


def _altered(machine: type[Machine], rows: Mapping[str, Alter]) -> Iterator[tuple[str, Row]]:
    """Those rows that say something else afterwards."""
    for name, alter in rows.items():
        with contextlib.suppress(Unchanged):
            yield name, alter(getattr(machine, name))


def _whose(end: End | None) -> str:
    return "without" if end is None else f"{end} without"


def with_rows(machine: type[Machine], rows: Mapping[str, Row]) -> type[Machine]:
    """The machine with these rows in place of its own.  SpecError where the table is refused at declaration."""
    if not rows:
        return machine

    def body(space: dict[str, object]) -> None:
        space.update({"__doc__": machine.__doc__, **rows})

    made = types.new_class(machine.__name__, (machine,), {}, body)
    _made[made] = (machine, dict(rows))
    return made


_made: WeakKeyDictionary[type[Machine], tuple[type[Machine], Mapping[str, Row]]] = WeakKeyDictionary()
"""Machines that no file declares, each with the one that it is made from, and its rows."""


def remade(machine: type[Machine]) -> tuple[type[Machine], Mapping[str, Row]] | None:
    """What :func:`with_rows` made the machine from; None where a file declares it."""
    return _made.get(machine)


def _reduced(machine: type[Machine]) -> str | tuple[Callable[..., type[Machine]], tuple[Any, ...]]:
    """How a machine is pickled: by its name where a file declares it, else made again from one that is."""
    made = remade(machine)
    return machine.__qualname__ if made is None else (with_rows, made)


copyreg.pickle(type(Machine), _reduced)


__all__ = ["altered", "remade", "struck", "with_rows"]
