"""A machine's rows as the arrows of its state diagram."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.explore import Exploration
from diagrams.machine import Arrow, MachineView
from spec.notation import nodes
from spec.notation.machines import Machine
from spec.notation.messages import Send
from spec.notation.nodes import End
from spec.notation.rows import Arrival, Row


def machine_view(machine: type[Machine]) -> MachineView:
    """The state diagram of a machine: an arrow for each row and each state that it fires at."""
    return _view(machine, machine.__name__, machine.rows, machine.start.value)


def end_view(found: Exploration, end: End) -> MachineView:
    """The state diagram of a machine as a model uses it: the rows that fired."""
    machine, begin = found.system.machine(end), found.system.start.get(end)
    fired = found.successors.fired[end]
    rows = [row for place, row in enumerate(machine.rows) if fired >> place & 1]
    name = f"{found.name}, {end}: {machine.__name__}, the rows that fire there"
    return _view(machine, name, rows, (machine.start if begin is None else begin.state).value)


def _view(machine: type[Machine], name: str, rows: Sequence[Row], start: str) -> MachineView:
    arrows = [arrow for row in rows for arrow in _arrows(row)]
    reached = _reached(start, arrows)
    states = tuple(state.value for state in machine.states() if state.value in reached)
    return MachineView(name, start, states, tuple(arrow for arrow in arrows if arrow.source in reached))


def _reached(start: str, arrows: Sequence[Arrow]) -> set[str]:
    """The states that some arrows lead to from the start: a machine may use only some of its enumeration."""
    found, new = {start}, {start}
    while new:
        new = {arrow.target for arrow in arrows if arrow.source in new} - found
        found |= new
    return found


def _arrows(row: Row) -> Iterator[Arrow]:
    for state in row.at:
        yield Arrow(
            source=state.value,
            target=state.value if row.to is None else row.to.value,
            event=_event(row),
            sends="; ".join(_short(effect) for effect in row.do if isinstance(effect, Send)),
            rfc=row.rfc,
            row=row.name,
        )


def _event(row: Row) -> str:
    """What a row waits for; where any message will do, the name of its guard says more."""
    any_message = isinstance(row.on, Arrival) and not row.on.mask
    return f"rcv {row.when.name}" if any_message and isinstance(row.when, nodes.Named) else row.on.name


def _short(send: Send) -> str:
    """The message in a word, as far as it is known from the row."""
    return send.message.short(
        {field.name: value.value if isinstance(value, nodes.Const) else 0 for field, value in send.fields()}
    )
