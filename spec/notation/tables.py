"""Tables: what a machine has when its class body has been read.  Nothing is checked here."""

from __future__ import annotations

from typing import ClassVar, TypeVar, cast

from spec.notation import nodes
from spec.notation.events import Event, State
from spec.notation.rows import Row


class Table:
    """The rows of one end, in reading order, and what is worked out of them."""

    start: ClassVar[State]
    final: ClassVar[tuple[State, ...]] = ()
    """States that nothing needs to leave."""
    rows: ClassVar[tuple[Row, ...]] = ()
    """Every row that can be read, in order; struck-out rows are not among them."""
    declared: ClassVar[tuple[Row, ...]] = ()
    """The same with the struck-out ones."""
    _set: ClassVar[tuple[nodes.Var, ...]] = ()

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


M = TypeVar("M", bound=Table)


def base_of(machine: type[M]) -> type[M] | None:
    """The table that a variant is made from; None for a table of its own."""
    parent = machine.__mro__[1]  # what stands nearest
    return cast("type[M]", parent) if issubclass(parent, Table) and parent.rows else None
