"""A run, or a real capture, as text that reads like RFC 9293 figures 6 to 13.

The states of A stand on the left and those of B on the right, being the states *after* the departure or the
arrival of the segment between them; ``...`` stands for a segment still in flight and ``XXX`` for a lost one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from checker.languages.speech import tr
from checker.results.runs import End, Trace
from diagrams.ladders.columns import joined, padded, widest, wrapped
from diagrams.ladders.moves import LadderLine, exchange, moves
from diagrams.sequence.page import again, numbered

GAP = 2
"""Blanks between a line and what is said about it."""
NARROWEST = 28
"""Columns below which what is said about a line stands below it, not beside it."""


def ladder(
    trace: Trace, *, rows: bool = True, changes: bool = False, width: int | None = None, title: bool = True
) -> str:
    """A trace as lines, without a newline at the end; a line has the number of its step, or of two: ``1-2.``.

    A line on which a segment only leaves, sent in a step above, has none.
    ``rows`` adds on the right the calls, timers and rows that made each line happen; without it a call that
    sends nothing is named in the middle.  ``changes`` adds below each line the variables that it changed.
    ``width`` is the number of columns to keep to where the segments allow it: what is said about a line is
    then wrapped, or put below it.
    """
    tail = [] if trace.loop is None else [again(numbered(trace)[trace.loop :])]
    shown = [_shown(line, rows=rows, changes=changes) for line in moves(trace)]
    return "\n".join(_printed(tr(trace.title) if title else "", trace.ends, shown, tail, width))


def conversation(
    segments: Iterable[tuple[End, str, str]],
    ends: tuple[str, str] = ("A", "B"),
    *,
    title: str = "",
    width: int | None = None,
    states: Sequence[tuple[str, str]] = (),
) -> str:
    """A captured connection as numbered lines: ``(sender, segment, note)`` each; line n is the nth segment.

    ``states``: A's and B's after each segment, as far as they are known.

    >>> print(conversation([("A", "<SEQ=0><CTL=SYN>", "0.0 s"), ("B", "<SEQ=0><ACK=1><CTL=RST,ACK>", "0.1 s")]))
        A                                   B
    1.  --> <SEQ=0><CTL=SYN>            -->  0.0 s
    2.  <-- <SEQ=0><ACK=1><CTL=RST,ACK> <--  0.1 s
    """
    return captured(exchange(segments, states), ends, title=title, width=width)


def captured(lines: Sequence[LadderLine], ends: tuple[str, str], *, title: str, width: int | None = None) -> str:
    """A captured connection, from its lines: they are counted."""
    counted = [replace(line, steps=(number,)) for number, line in enumerate(lines, start=1)]
    return "\n".join(_printed(title, ends, counted, [], width))


def _shown(line: LadderLine, *, rows: bool, changes: bool) -> LadderLine:
    """The line with only what was asked for; a call that is told on the right is not told in the middle."""
    return replace(
        line,
        text=line.text if line.left or not rows else "",
        causes=line.causes if rows else (),
        changed=line.changed if changes else (),
    )


def _printed(
    title: str, ends: tuple[str, str], lines: Sequence[LadderLine], tail: Sequence[str], width: int | None
) -> Iterator[str]:
    grid = _grid(lines, ends)
    if title:
        yield from (*wrapped(title, width), "")
    yield grid.heading(*ends)
    for line in lines:
        yield from grid.line(line, width)
    yield from (grid.margin + text for text in tail)


@dataclass(frozen=True, slots=True)
class _Grid:
    """The widths of a ladder's columns, in cells; 0 for one that is empty throughout."""

    number: int
    a: int
    arrow: int
    text: int
    b: int

    @property
    def margin(self) -> str:
        """The blanks before the first state."""
        return " " * (self.number + GAP)

    def core(self, move: LadderLine) -> str:
        """A's side, the segment and B's side; without trailing blanks."""
        cells = (move.a, move.left, move.text, move.right, move.b)
        return joined(cells, (self.a, self.arrow, self.text, self.arrow, self.b))

    @property
    def before_b(self) -> int:
        """The cells from the first state to the beginning of B's column."""
        return sum(width + 1 for width in (self.a, self.arrow, self.text, self.arrow) if width)

    @property
    def width(self) -> int:
        """The cells from the first state to the end of B's column."""
        return self.before_b + (self.b or -1)

    def heading(self, a: str, b: str) -> str:
        """The line of the two names."""
        return self.margin + padded(named("A", a), self.before_b) + named("B", b)

    def line(self, move: LadderLine, width: int | None) -> Iterator[str]:
        """One line with its number, what is said about it, and what it changed."""
        core = padded(_number(move), self.number + GAP) + self.core(move)
        said = (*move.causes, *move.notes)
        beside = len(self.margin) + self.width + GAP
        room = None if width is None else width - beside
        if room is not None and room < NARROWEST:
            yield core
            yield from self._below(said, width)
        else:
            yield from _side_by_side(core, beside, [line for text in said for line in wrapped(text, room)])
        yield from self._below(
            [tr("changed: {values}").format(values=", ".join(move.changed))] if move.changed else [], width
        )

    def _below(self, texts: Iterable[str], width: int | None) -> Iterator[str]:
        margin = self.margin + " " * GAP
        room = None if width is None else max(width - len(margin), 1)
        yield from (margin + line for text in texts for line in wrapped(text, room))


def _number(line: LadderLine) -> str:
    """``3.``, ``1-2.`` of a line that tells two steps, nothing of one that tells none."""
    return "-".join(map(str, line.steps)) + "." * bool(line.steps)


def _side_by_side(left: str, at: int, right: Sequence[str]) -> Iterator[str]:
    for first, second in zip_longest([left], right, fillvalue=""):
        yield padded(first, at) + second if second else first


def _grid(lines: Sequence[LadderLine], ends: tuple[str, str]) -> _Grid:
    """Columns as wide as their widest text, and the middle wide enough for A's name to end before B's."""
    grid = _Grid(
        number=widest(map(_number, lines)),
        a=widest(line.a for line in lines),
        arrow=widest(line.left for line in lines),
        text=widest(line.text for line in lines),
        b=widest(line.b for line in lines),
    )
    # An empty column has no blank after it; a wider one does.
    missing = widest([named("A", ends[0])]) + GAP - grid.before_b - (grid.text == 0)
    return replace(grid, text=grid.text + missing) if missing > 0 else grid


def named(end: End, name: str) -> str:
    """An end's name in a heading, with the letter by which the lines call it.

    >>> named("A", "A"), named("A", "TCP Peer A"), named("B", "TwoWay")
    ('A', 'TCP Peer A', 'B: TwoWay')
    """
    return name if end in name.split() else f"{end}: {name}"
