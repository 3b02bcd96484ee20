"""A random system in words, so that a failing one can be read and written down as a test."""

from __future__ import annotations

from collections.abc import Iterator

from spec.notation import Call, Machine, Row, Send, System, Timer
from spec.notation.nodes import Seqs, Var
from spec.notation.systems import ENDS
from spec.notation.variables import Assign, Draw, StartOver
from spec.notation.wording import words


def told(system: System) -> str:
    """The whole system, a row a line."""
    lines = [f"{system.channel!r}", f"modulus={system.modulus} isn={dict(system.isn)} params={dict(system.params)}"]
    lines += [f"at_most={system.at_most!r}", f"in_flight={system.in_flight!r}", f"start={dict(system.start)}"]
    for end in ENDS:
        lines += [f"{end}: {system.machine(end).__name__}", *_machine(system.machine(end))]
    return "\n".join(lines)


def _machine(machine: type[Machine]) -> Iterator[str]:
    yield f"  start {machine.start.value}; variables {', '.join(_variable(var) for var in machine.variables())}"
    for row in machine.rows:
        yield f"  {row.name}: {_row(row)}"


def _variable(var: Var) -> str:
    space = f" of {var.domain.space.value}" if isinstance(var.domain, Seqs) else f" {var.domain}"
    return f"{var.name}{space}{'' if not var.start else f' from {var.start}'}"


def _row(row: Row) -> str:
    kind = "call " if isinstance(row.on, Call) else "timer " if isinstance(row.on, Timer) else ""
    to = f" to {row.to.value}" if row.to is not None else ""
    at = "/".join(state.value for state in row.at)
    return f"at {at} on {kind}{row.on.name} when {words(row.when)} do {[*_effects(row)]}{to} {row.then.value}"


def _effects(row: Row) -> Iterator[str]:
    for effect in row.do:
        if isinstance(effect, Send):
            named = zip(effect.message.fields, effect.values, strict=True)
            yield f"{effect.message.__name__}({', '.join(f'{field.name}={words(value)}' for field, value in named)})"
        elif isinstance(effect, Draw):
            yield f"{effect.var.name} := drawn"
        elif isinstance(effect, StartOver):
            yield f"{effect.var.name} starts over"
        elif isinstance(effect, Assign):
            yield f"{effect.var.name} := {words(effect.value)}"
        else:
            yield f"{effect.var.name} remembers ({', '.join(words(value) for value in effect.values)})"
