"""Machines: the rows of one end, in reading order, collected from a class body.

A machine is a table, not a thing with a life: nothing is ever instantiated.  A variant is a subclass that
overrides rows with ``Base.row.but(...)`` or ``Base.row.never()``, or adds rows, which are read last.
"""

from __future__ import annotations

from typing import ClassVar

from spec.notation import nodes
from spec.notation.checks import check_machine
from spec.notation.errors import SpecError
from spec.notation.rows import Event, Row, State
from spec.notation.variables import Assign, Draw, Remember


class _Body(dict[str, object]):
    """A class body in which no row may be written twice."""

    def __setitem__(self, name: str, value: object) -> None:
        if isinstance(value, Row) and isinstance(self.get(name), Row):
            raise SpecError(f"{value.place}: row '{name}' stands twice in one machine; the first would be lost")
        super().__setitem__(name, value)


class _Table(type):
    @classmethod
    def __prepare__(metacls, name: str, bases: tuple[type, ...], /, **kwargs: object) -> _Body:
        return _Body()


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

    def __init_subclass__(cls) -> None:
        named = {row.name: row for row in cls.declared}
        own = {name: value for name, value in vars(cls).items() if isinstance(value, Row)}
        cls.declared = tuple({**named, **own}.values())
        cls.rows = tuple(row for row in cls.declared if not row.dropped)
        check_machine(cls, own)

    @classmethod
    def states(cls) -> tuple[State, ...]:
        """Every state of the machine's enumeration, in order."""
        return tuple(type(cls.start))

    @classmethod
    def variables(cls) -> tuple[nodes.Var, ...]:
        """Every variable that the rows set, in the order in which they are first set."""
        found: dict[nodes.Var, None] = {}
        for row in cls.declared:
            for effect in row.do:
                if isinstance(effect, Assign | Draw | Remember):
                    found.setdefault(effect.var)
        return tuple(found)

    @classmethod
    def events(cls) -> tuple[Event, ...]:
        """Every event that a row waits for, in the order of the rows."""
        return tuple(dict.fromkeys(row.on for row in cls.rows))
