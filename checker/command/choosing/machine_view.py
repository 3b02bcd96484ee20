"""A machine's rows as the arrows of its state diagram."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.rows.configuration import EndFrame
from checker.rows.decisions import Ask, Leaf, Pick, Tree
from checker.rows.lower import Reading
from checker.verdicts.exploration import Exploration
from diagrams.machines.machine import Arrow, MachineView
from spec.notation import nodes
from spec.notation.events import Arrival
from spec.notation.machines import Machine
from spec.notation.messages import Message, Send
from spec.notation.nodes import End
from spec.notation.rows import Row


def end_view(found: Exploration, end: End) -> MachineView:
    """The state diagram of a machine as a model uses it: the rows that fired."""
    machine, begin = found.system.machine(end), found.system.start.get(end)
    fired = found.successors.fired[end]
    rows = [row for place, row in enumerate(machine.rows) if fired >> place & 1]
    name = f"{found.name}, {end}: {machine.__name__}, the rows that fire there"
    start = (machine.start if begin is None else begin.state).value
    return _view(machine, name, rows, start, RowsBelow(found.successors.frames[end]))


def table_view(machine: type[Machine]) -> MachineView:
    """The state diagram of a table: all its rows, each with what it sends itself."""
    return _view(machine, machine.__name__, machine.rows, machine.start.value, None)


def row_arrows(machine: type[Machine], below: RowsBelow) -> Iterator[tuple[Row, Arrow]]:
    """Every row that leads to another state, from each of its states."""
    for row in machine.rows:
        yield from ((row, below.completed(arrow)) for arrow in _arrows(row) if arrow.source != arrow.target)


class RowsBelow:
    """What the rows below one send on the same event, where it sends nothing itself.

    A call is drawn with what may follow at once (a FIN, where nothing is queued), an arrival with what always does.
    """

    def __init__(self, frame: EndFrame) -> None:
        self.frame = frame
        self.rows = self.frame.machine.rows

    def completed(self, arrow: Arrow) -> Arrow:
        """The arrow with what is sent then."""
        place = next(place for place, row in enumerate(self.rows) if row.name == arrow.row)
        if arrow.sends or arrow.source == arrow.target:
            return arrow
        ends = [leaf for leaf in self._leaves(place, arrow.source) if self.frame.states[leaf.state] == arrow.target]
        said = ["; ".join(_said(*one) for one in leaf.sends) for leaf in ends]
        always = not isinstance(self.rows[place].on, Arrival) or all(said)
        return replace(arrow, sends=next((text for text in said if text), "")) if always else arrow

    def _leaves(self, place: int, source: str) -> Iterator[Leaf]:
        """Every way to take the row's event there in which the row fires."""
        on = self.rows[place].on
        event = Arrival(on.message) if isinstance(on, Arrival) else on
        tree = Reading(self.frame, event).tree(self.frame.states.index(source))
        yield from (leaf for leaf in _ends(tree) if place in leaf.fired)


def _ends(tree: Tree) -> Iterator[Leaf]:
    match tree:
        case Ask(yes=yes, no=no):
            yield from _ends(yes)
            yield from _ends(no)
        case Pick(then=then):
            yield from _ends(then)
        case Leaf():
            yield tree
        case _:
            return


def _said(message: type[Message], terms: Sequence[nodes.Term]) -> str:
    """The message in a word, as far as it is known."""
    values = zip(message.fields, terms, strict=True)
    return message.short({field.name: one.value if isinstance(one, nodes.Const) else 0 for field, one in values})


def _view(machine: type[Machine], name: str, rows: Sequence[Row], start: str, below: RowsBelow | None) -> MachineView:
    drawn = [arrow for row in rows for arrow in _arrows(row)]
    arrows = drawn if below is None else [below.completed(arrow) for arrow in drawn]
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
    return _said(send.message, [value for _, value in send.fields()])
