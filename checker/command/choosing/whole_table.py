"""A table of TCP on one page, as RFC 9293, figure 5, draws it; of a variant what it changes is marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from checker.command.choosing.machine_view import RowsBelow, row_arrows, table_view
from checker.languages.counts import count
from checker.rows.configuration import frames
from diagrams.machines.figure import FigureView
from diagrams.machines.figure_ways import Figure, FigureArrow, Mark, Path
from diagrams.machines.machine import Arrow
from diagrams.rendering.geometry import Rectangle
from diagrams.rendering.letters import width
from diagrams.rendering.picture import Picture
from diagrams.rendering.style import CHART_LETTER as LETTER
from spec.notation.events import Call, Timer
from spec.notation.machines import Machine
from spec.notation.rows import Row
from spec.notation.systems import Limits
from spec.notation.tables import base_of

Pair = tuple[str, str]
Rows = list[tuple[Row, Arrow]]
_ROOM = 50.0
"""Points that several events may take in one line."""
MOST_NAMED = 8
"""Rows that differ from the base of a variant and are named."""
DIFFERS, GONE = "\u2260", "\u2717"


def table_picture(machine: type[Machine]) -> Picture:
    """The table on one page; one whose states have no places there as an ordinary state diagram."""
    from spec.tcp import figure_5

    if set(machine.states()) <= set(figure_5.PLACES):
        return table_figure(machine).picture()
    return table_view(machine).picture()


def table_figure(machine: type[Machine]) -> FigureView:
    """The figure of a table whose states are TCP's."""
    from spec.tcp import figure_5

    base, folded = base_of(machine), _folded(machine)
    here, there = _drawn(machine), {} if base is None else _drawn(base)
    marks: dict[Pair, Mark] = {pair: _mark(here.get(pair, []), there.get(pair, []), base) for pair in (*here, *there)}
    figure = Figure(
        {state.value: places for state, places in figure_5.PLACES.items()},
        tuple(_arrow(pair, here.get(pair) or there[pair], mark) for pair, mark in marks.items()),
        {name: Rectangle(*sides) for name, sides in figure_5.FRAMES.items()},
        tuple(_note(folded)),
        _in_full(folded),
        machine.start.value,
    )
    title = f"{machine.__name__}{'' if base is None else f', a variant of {base.__name__}'}: the whole table"
    return FigureView(title, tuple(_said(machine, base, len(here), marks)), figure)


def _said(machine: type[Machine], base: type[Machine] | None, arrows: int, marks: Mapping[Pair, Mark]) -> Iterator[str]:
    leading = [row for row in machine.rows if row.to is not None]
    yield (
        f"{count(len(machine.states()), 'state')}, {count(len(leading), 'row')} that lead to another state in "
        f"{count(arrows, 'arrow')} and the note. Bold: the client's path; dashed: the server's."
    )
    yield f"Left out: {count(len(machine.rows) - len(leading), 'row')} that stay in their state."
    if base is None:
        return
    theirs = {row.name: row for row in base.declared}
    changed = [row.name for row in machine.declared if theirs.get(row.name) is not row]
    if len(changed) > MOST_NAMED:
        yield f"{len(changed)} rows differ from {base.__name__}: handwave rows {machine.__name__} prints them."
    else:
        yield f"Rows that differ from {base.__name__}: {', '.join(changed) or 'none'}."
    signs = {"differs": f"{DIFFERS}: a row of it differs", "gone": f"{GONE}: only {base.__name__} has it"}
    shown = [said for mark, said in signs.items() if mark in marks.values()]
    if shown:
        yield f"{'; '.join(shown)}."


def _drawn(machine: type[Machine]) -> dict[Pair, Rows]:
    """The rows of each arrow; what the note tells has none."""
    pairs: dict[Pair, Rows] = {}
    for row, arrow in row_arrows(machine, _below(machine)):
        if not _from_anywhere(row, arrow):
            pairs.setdefault((arrow.source, arrow.target), []).append((row, arrow))
    return pairs


@cache
def _below(machine: type[Machine]) -> RowsBelow:
    """What the rows below one send, in a whole connection."""
    from spec.tcp.systems import ANY, connection

    asked: Limits = {event: ANY for event in machine.events() if isinstance(event, Call | Timer)}
    return RowsBelow(frames(connection(client=machine, server=machine, at_most=asked))["A"])


def _from_anywhere(row: Row, arrow: Arrow) -> bool:
    from spec.tcp import figure_5
    from spec.tcp.variables import CLOSED

    if row.to is None or arrow.target != CLOSED.value:
        return False
    return row.on in figure_5.FROM_ANYWHERE or "RST" in arrow.sends or "RST" in arrow.event


def _mark(here: Rows, there: Rows, base: type[Machine] | None) -> Mark:
    if base is None or [row for row, _ in here] == [row for row, _ in there]:
        return "same"
    return "differs" if here else "gone"


def _arrow(pair: Pair, rows: Rows, mark: Mark) -> FigureArrow:
    from spec.tcp import figure_5

    lines = list(_label(rows)) if mark != "gone" else [GONE]  # what it was says the picture of the base
    lines[0] = f"{DIFFERS} {lines[0]}" if mark == "differs" else lines[0]
    tip = "; ".join(arrow.words for _, arrow in rows) + (f" ({mark})" if mark != "same" else "")
    ways = {(tail.value, head.value): places for (tail, head), places in figure_5.ROUND.items()}
    return FigureArrow(*pair, tuple(lines), tip, _path(pair), mark, ways.get(pair, ()))


def _path(pair: Pair) -> Path:
    from spec.tcp import figure_5

    if pair in pairwise(state.value for state in figure_5.CLIENT):
        return "client"
    return "server" if pair in pairwise(state.value for state in figure_5.SERVER) else "neither"


def _label(rows: Rows) -> Iterator[str]:
    """The events of the rows that send the same, then what they send."""
    by_sends: dict[str, list[str]] = {}
    for row, arrow in rows:
        by_sends.setdefault(arrow.sends, []).append(_event(row, arrow))
    told = {event for sends, events in by_sends.items() if sends for event in events}
    for sends, events in by_sends.items():
        # what was put off and comes about later is the same event
        named = [event for event in dict.fromkeys(events) if sends or event not in told]
        yield from _listed(named) if named else []
        yield from [f"snd {sends}"] if sends else []


def _listed(events: Sequence[str]) -> list[str]:
    """In one line where that is short, else a line for each."""
    line = ", ".join(events)
    return [line] if width(line, LETTER) <= _ROOM else [*(f"{one}," for one in events[:-1]), events[-1]]


def _event(row: Row, arrow: Arrow) -> str:
    from spec.tcp import figure_5

    return figure_5.EVENTS.get(row.name, arrow.event)


def _folded(machine: type[Machine]) -> Rows:
    """What leads to CLOSED from wherever the end is."""
    return [(row, arrow) for row, arrow in row_arrows(machine, _below(machine)) if _from_anywhere(row, arrow)]


def _note(folded: Rows) -> Iterator[str]:
    """The events, those of most states first."""
    events: dict[str, set[str]] = {}
    for row, arrow in folded:
        event = _event(row, arrow)
        events.setdefault("rcv RST" if event.startswith("rcv RST") else event, set()).add(arrow.source)
    if events:
        yield "from anywhere:"
        yield from sorted(events, key=lambda event: -len(events[event]))


def _in_full(folded: Rows) -> str:
    """Every row with its states."""
    states: dict[str, list[str]] = {}
    for _, arrow in folded:
        states.setdefault(arrow.words, []).append(arrow.source)
    return "; ".join(f"{words} from {', '.join(froms)}" for words, froms in states.items())
