"""What a machine's class body may hold: rows, each under one name, and nothing that hides a row."""

from __future__ import annotations

from collections.abc import Iterable
from types import FunctionType
from typing import cast

from spec.notation.bodies import Body
from spec.notation.errors import SpecError, fault, here, shown
from spec.notation.events import State
from spec.notation.formulas import Bool
from spec.notation.naming import checked_name
from spec.notation.rows import Row
from spec.notation.tables import Table

WORKED_OUT = ("rows", "declared", "states", "variables", "events")
"""What a machine has of its own, besides ``start`` and ``final``."""


def check_body(machine: type[Table], body: Body) -> None:
    """SpecError where the body takes a name that a machine has, gives a row two, or makes a row and loses it."""
    for name, value in body.items():
        if isinstance(value, Row) and name != value.name and value.made_from is None:
            raise SpecError(
                f"{body.places.get(name, here())}: '{name}' of {body.machine} is the row '{value.name}' under a second "
                "name, and would be read twice: write a row(...) of its own"
            )
        if isinstance(value, Row) and _stays(machine, name, value):
            raise SpecError(
                f"{body.places.get(name, here())}: '{name}' of {body.machine} is the row that it was: "
                "change a column, such as .but(to=...), or leave the line out"
            )
    for name in WORKED_OUT:
        if name in body:
            raise SpecError(
                f"{body.places.get(name, here())}: {body.machine} has '{name}' already, and what is written there is "
                "not read: give the row another name"
            )
    named = [value for value in vars(machine).values() if isinstance(value, Row)]
    for row in body.made:
        if not any(row is one for one in named):
            raise SpecError(f"{row.place}: {_lost(body, row)}")


def _lost(body: Body, row: object) -> str:
    """Why a row of the body is never read, and what to write."""
    for name, value in body.items():
        if isinstance(value, tuple | list) and any(one is row for one in cast("Iterable[object]", value)):
            held = cast("tuple[object, ...] | list[object]", value)
            if isinstance(value, tuple) and len(held) == 1:
                return (
                    f"'{name}' of {body.machine} is a tuple that holds a row, and is not read: "
                    "leave out the comma behind the row"
                )
            return (
                f"'{name}' of {body.machine} holds rows in brackets, and is not read: give each row a name of its own"
            )
    annotated = cast("dict[str, object]", body.get("__annotations__", {}))
    for name, value in annotated.items():
        if value is row:
            return f"'{name}: ...' in {body.machine} says of what type it is, and sets nothing: write {name} = ..."
    return (
        f"a row of {body.machine} stands under no name, and is never read: write NAME = row(...), "
        "and give no two things one name"
    )


def check_hidden(machine: type[Table], body: Body) -> None:
    """SpecError where a name stands for a row of the table, yet means something else in the class."""
    annotated = cast("dict[str, object]", body.get("__annotations__", {}))
    for row in machine.declared:
        meant = next((vars(one)[row.name] for one in machine.__mro__ if row.name in vars(one)), None)
        if meant is not row:
            base = _owners(machine, row.name)[0].__name__
            hidden = f"is {_kind(meant)}, which hides a row of {base}: {_meant(base, row.name, meant)}"
            raise _said(machine, body, row, hidden)
        if row.name in annotated and row.name not in body:
            raise _said(machine, body, row, f"is given a type, and stays the row that it was: write {row.name} = ...")


def _said(machine: type[Table], body: Body, row: Row, text: str) -> SpecError:
    return SpecError(f"{body.places.get(row.name, here())}: '{row.name}' of {machine.__name__} {text}")


def _kind(value: object) -> str:
    match value:
        case State():
            return f"the state {value.name}"
        case FunctionType() | staticmethod() | classmethod():
            return "a function"
        case Bool():
            return f"the formula '{value}'"
        case property():
            return "a property"
        case type():
            return "a class"
        case Row():
            return "a row"
        case tuple() | list() | dict() | set():
            return f"a {type(cast(object, value)).__name__}"
        case _:
            return shown(value)


def _meant(base: str, name: str, value: object) -> str:
    match value:
        case None:
            return f"to strike it out write {name} = {base}.{name}.never()"
        case State():
            return f"to lead there write {name} = {base}.{name}.but(to={value.name})"
        case Bool():
            return f"to have it as the guard write {name} = {base}.{name}.but(when=...)"
        case _:
            return f"write {name} = {base}.{name}.but(...), or give it another name"


def check_states(machine: type[Table]) -> None:
    """SpecError where ``start`` or ``final`` are not states, or the states are not spelt apart."""
    start, final = getattr(machine, "start", None), machine.final
    if isinstance(start, Row):
        raise SpecError(f"{start.place}: 'start' of {machine.__name__} is a state: give the row another name")
    if start is not None and not isinstance(start, State):
        raise fault(f"{machine.__name__} starts at {_kind(start)}: give a state, start = ..., without quotes")
    if isinstance(final, State):
        raise fault(f"final = {final.name} of {machine.__name__} lacks its brackets: write final = ({final.name},)")
    if not isinstance(final, tuple | list):
        raise fault(f"final of {machine.__name__} is {_kind(final)}: give states in brackets, final = (..., )")
    for name, state in type(start).__members__.items() if start is not None else ():
        if name != state.name:
            raise fault(f"{type(state).__name__}.{name} is spelt like {state.name}: both are one state; spell it apart")
        checked_name(state.value, f"{type(state).__name__}.{state.name}")
        checked_name(state.name, f"a state of {type(state).__name__}")
    for state in final:
        if not isinstance(state, State):
            raise fault(f"final of {machine.__name__} holds {shown(state)}: give states, without quotes")


def check_bases(machine: type[Table]) -> None:
    """SpecError where two bases change one row, each in its own way, and the machine does not say which is meant."""
    if all(len(one.__bases__) < 2 for one in machine.__mro__):
        return
    for row in machine.declared:
        owners = _owners(machine, row.name)
        rival = _rival(owners)
        if rival is not None and owners[0] is not machine:
            first = owners[0].__name__
            raise SpecError(
                f"{here()}: {first} and {rival.__name__}, bases of {machine.__name__}, each have a row "
                f"'{row.name}': say which is meant, such as {row.name} = {first}.{row.name}"
            )


def _stays(machine: type[Table], name: str, row: Row) -> bool:
    """Whether the bases have that very row, and no two of them have one each."""
    of_bases = [one for one in _owners(machine, name) if one is not machine]
    return bool(of_bases) and vars(of_bases[0])[name] is row and _rival(of_bases) is None


def _owners(machine: type[Table], name: str) -> list[type]:
    """The machines that give this name a row, the one that is read first."""
    return [one for one in machine.__mro__ if hasattr(one, "declared") and isinstance(vars(one).get(name), Row)]


def _rival(owners: list[type]) -> type | None:
    """One that the first of them is not made from, if there is any."""
    return next((one for one in owners[1:] if not issubclass(owners[0], one)), None)
