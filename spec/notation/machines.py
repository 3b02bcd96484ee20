"""Machines: the rows of one end, in reading order, collected from a class body.

A machine is a table, not a thing with a life: nothing is ever instantiated.  A variant is a subclass that
overrides rows with ``Base.row.but(...)`` or ``Base.row.never()``, or adds rows, which are read last.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, NoReturn

from spec.notation import nodes
from spec.notation.checks import check_body, check_machine
from spec.notation.errors import SpecError, fault, here
from spec.notation.rows import Event, Row, State
from spec.notation.variables import Assign, Draw, Remember


class _Body(dict[str, object]):
    """A class body in which no row may be written twice."""

    def __init__(self, machine: str) -> None:
        super().__init__()
        self._machine = machine

    def __setitem__(self, name: str, value: object) -> None:
        if isinstance(value, Row) and isinstance(self.get(name), Row):
            raise SpecError(
                f"{value.place}: row '{name}' of {self._machine} stands there twice, and the first would be lost: "
                "give one another name"
            )
        super().__setitem__(name, value)


class MissingRow(SpecError, AttributeError):
    """A machine has no such row."""


class _Table(type):
    @classmethod
    def __prepare__(metacls, name: str, bases: tuple[type, ...], /, **kwargs: object) -> _Body:
        return _Body(name)

    def __call__(cls, *args: object, **kwargs: object) -> NoReturn:
        raise fault(f"{cls.__name__} is a table, of which nothing is made: write {cls.__name__} without brackets")

    if not TYPE_CHECKING:  # type checkers see for themselves which rows there are

        def __getattr__(cls, name: str) -> NoReturn:
            if name.startswith("_") or name == "start":
                raise AttributeError(name)
            names = [row.name for row in vars(cls).get("declared", ())]
            near = difflib.get_close_matches(name, names, 1) or names[:1]
            meant = f": did you mean '{near[0]}'?" if near else ""
            raise MissingRow(f"{here()}: {cls.__name__} has no row '{name}'{meant}")


def _variables(rows: Iterable[Row]) -> tuple[nodes.Var, ...]:
    found: dict[nodes.Var, None] = {}
    for row in rows:
        for effect in row.do:
            if isinstance(effect, Assign | Draw | Remember):
                found.setdefault(effect.var)
    return tuple(found)


class Machine(metaclass=_Table):
    """Read the rows from the top.  A row fires when the end is at one of its states, its event occurs and its
    guard holds; its effects happen in the order written.  Reading goes on below it, from the new state, unless
    it says RETURN.
    """

    start: ClassVar[State]
    final: ClassVar[tuple[State, ...]] = ()
    """States that nothing needs to leave."""
    rows: ClassVar[tuple[Row, ...]] = ()
    """Every row that can be read, in order; struck-out rows are not among them."""
    declared: ClassVar[tuple[Row, ...]] = ()
    """The same with the struck-out ones."""
    _set: ClassVar[tuple[nodes.Var, ...]] = ()

    def __init_subclass__(cls) -> None:
        check_body(cls)
        named = {row.name: row for row in cls.declared}
        own = {name: value for name, value in vars(cls).items() if isinstance(value, Row)}
        cls.declared = tuple({**named, **own}.values())
        cls.rows = tuple(row for row in cls.declared if not row.dropped)
        cls._set = _variables(cls.declared)
        check_machine(cls, own)

    @classmethod
    def states(cls) -> tuple[State, ...]:
        """Every state of the machine's enumeration, in order."""
        return tuple(type(cls.start))

    @classmethod
    def variables(cls) -> tuple[nodes.Var, ...]:
        """Every variable that the rows set, in the order in which they are first set."""
        return cls._set

    @classmethod
    def events(cls) -> tuple[Event, ...]:
        """Every event that a row waits for, in the order of the rows."""
        return tuple(dict.fromkeys(row.on for row in cls.rows))
