"""The state diagram of one machine, in the manner of RFC 9293, figure 5."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from checker.languages.counts import counted
from checker.languages.retelling import retold
from checker.languages.speech import tr
from diagrams.graphs.boxes import LOOP
from diagrams.rendering.dot import Sheet
from diagrams.rendering.drawable import Draft
from diagrams.rendering.letters import prose, shorten, width, wrap
from diagrams.rendering.picture import Picture, notebook
from diagrams.rendering.style import BOXES, LAYERS, LETTER, LINES, NOWHERE
from diagrams.sequence.other_texts import Labelled, machine_texts

MOST_ENTRIES = 3
"""Rows that one arrow lists; the others are counted."""
_COLUMN = 330.0
_WIDEST = 130.0
_NARROW = 67.0
"""Points that a label may take where room is scarce: a machine is wide because of its labels."""
_MARGINS = 12.0
_POINTS = 72.0


@dataclass(frozen=True, slots=True)
class Arrow:
    """A row that takes the machine from one state to another (or leaves it where it is)."""

    source: str
    target: str
    event: str
    """``rcv SYN``, ``active OPEN``"""
    sends: str = ""
    """``SYN,ACK``; empty where nothing is sent."""
    rfc: str = ""
    """The section: ``3.10.7.2 third``."""
    row: str = ""
    """The name of the row: ``listen_syn``."""

    @property
    def line(self) -> str:
        """``rcv SYN / snd SYN,ACK``."""
        return f"{self.event} / snd {self.sends}" if self.sends else self.event

    @property
    def lines(self) -> list[str]:
        """As in figure 5: the event above, below it what is sent."""
        return [self.event, f"snd {self.sends}"] if self.sends else [self.event]

    @property
    def words(self) -> str:
        """In full, for a tooltip or a reader."""
        where = ", ".join(part for part in (self.row, self.rfc) if part)
        return f"{self.line} ({where})" if where else self.line


@dataclass(frozen=True, slots=True)
class MachineView:
    """What the state diagram needs to know of a machine."""

    name: str
    start: str
    states: tuple[str, ...]
    """In the order in which they are declared, which is the order from the top."""
    arrows: tuple[Arrow, ...]

    def picture(self) -> Picture:
        """The state diagram."""
        return Picture(
            title=self.title,
            said=lambda: self.caption,
            boxes=len(self.states),
            size=counted(len(self.states), "state"),
            drafts=(
                Draft(lambda: _sheet(self, "TB", _WIDEST)),
                Draft(lambda: _sheet(self, "LR", _WIDEST)),
                Draft(lambda: _sheet(self, "TB", _NARROW), tier=1),
            ),
            twin=lambda: _table(self),
            texts=machine_texts(self.title, self.states, self.start, list(_labelled(self))),
        )

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return notebook(self.picture())

    @property
    def title(self) -> str:
        """``Tcp: the machine``."""
        return tr("{name}: the machine").format(name=retold(self.name))

    @property
    def caption(self) -> tuple[str, ...]:
        """Counts, and what is left out."""
        moves = {(arrow.row, arrow.event, arrow.source, arrow.target) for arrow in self.arrows if _moves(arrow)}
        stay = {arrow.row or arrow.event for arrow in self.arrows if not _moves(arrow)}
        drawn = tr("{states}, {arrows}: the event, then what is sent.").format(
            states=counted(len(self.states), "state"), arrows=counted(len(moves), "arrow")
        )
        if not stay:
            return (drawn,)
        one = tr("{loop}, left out: 1 row that stays in its state.")
        many = tr("{loop}, left out: {number} rows that stay in their state.")
        return (drawn, one.format(loop=LOOP) if len(stay) == 1 else many.format(loop=LOOP, number=len(stay)))


def _moves(arrow: Arrow) -> bool:
    return arrow.source != arrow.target


def _sheet(view: MachineView, direction: Literal["TB", "LR"], room: float) -> str:
    title = [line for sentence in (view.title, *view.caption) for line in prose(sentence, _COLUMN, LETTER)]
    paper = Sheet(title, {**LAYERS, "rankdir": direction}, LETTER)
    same = {"width": f"{(max(width(f'{state} {LOOP}', LETTER) for state in view.states) + _MARGINS) / _POINTS:.3f}"}
    for state in view.states:
        kind = BOXES["start" if state == view.start else "ordinary"]
        stay = [arrow.words for arrow in view.arrows if arrow.source == state and not _moves(arrow)]
        tip = "; stays on ".join([f"{state}, the start" if state == view.start else state, *stay])
        paper.node(state, [f"{state} {LOOP}" if stay else state], tip, kind, same)
    paper.point("into", "the machine starts here", NOWHERE)
    paper.edge("into", view.start, (), "the machine starts here", LINES["ordinary"])
    for (source, target), arrows in _pairs(view.arrows):
        tip = f"{source} → {target}: " + "; ".join(arrow.words for arrow in arrows)
        paper.edge(source, target, _entries(arrows, room), tip, LINES["ordinary"])
    return paper.source


def _pairs(arrows: Sequence[Arrow]) -> Iterator[tuple[tuple[str, str], list[Arrow]]]:
    """The moving arrows between two states, together; of rows that say the same, each is in the tooltip."""
    pairs: dict[tuple[str, str], list[Arrow]] = {}
    for arrow in arrows:
        if _moves(arrow):
            pairs.setdefault((arrow.source, arrow.target), []).append(arrow)
    yield from pairs.items()


def _labelled(view: MachineView) -> Iterator[Labelled]:
    for (source, target), arrows in _pairs(view.arrows):
        yield Labelled(source, target, list(dict.fromkeys(arrow.line for arrow in arrows)))


def _entries(arrows: Sequence[Arrow], room: float) -> list[str]:
    """One row in two lines, several rows in a line each."""
    told = list(dict.fromkeys(arrow.line for arrow in arrows))
    if len(told) == 1:
        return [part for line in arrows[0].lines for part in wrap(line, room, LETTER)]
    more = [f"+{len(told) - MOST_ENTRIES}"] if len(told) > MOST_ENTRIES else []
    return [shorten(line, _WIDEST, LETTER) for line in told[:MOST_ENTRIES]] + more


def _table(view: MachineView) -> str:
    """The state diagram in words: under each state the arrows that leave it."""
    lines: list[str] = []
    for state in view.states:
        lines.append(f"{state} (start)" if state == view.start else state)
        leaving = (arrow for arrow in view.arrows if arrow.source == state and _moves(arrow))
        lines.extend(f"  → {arrow.target}: {arrow.words}" for arrow in leaving)
    return "\n".join(lines)
