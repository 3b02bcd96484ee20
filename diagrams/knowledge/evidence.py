"""The picture of why something is not known: runs that look alike, and in the last of them it is false."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from checker.knowledge.answers import Evidence, KnowledgeTable
from checker.languages.counts import count
from diagrams.knowledge.evidence_places import panels
from diagrams.knowledge.evidence_sheet import UNLIKE, heading, sheet
from diagrams.ladders.ladder import ladder
from diagrams.rendering.picture import Picture, placed
from diagrams.rendering.style import MONO_LETTER


def why_not(made: KnowledgeTable, row: str, after: int, found: Evidence) -> Picture:
    """The runs beside each other, at the width of a column (345 pt)."""
    title = f"{made.model}: why after {count(after, 'arrival')} it is not true: {row}"
    size = count(len(found.doubts) + 1, "run")
    return placed(title, _caption(found), size, partial(sheet, found), partial(_told, found), MONO_LETTER)


def _caption(found: Evidence) -> str:
    if not found.doubts:
        return f"It is false that {found.false}."
    signs = f"Thick: the same as in the run before. {UNLIKE}: not so in the run beside it. Dotted: in flight."
    return f"{signs} At the end of run {len(found.doubts) + 1} it is false that {found.false}."


def _told(found: Evidence) -> Iterator[str]:
    """Each run as text, under what it is in the chain."""
    for panel in panels(found):
        yield ("\n" if panel.number > 1 else "") + heading(panel)
        if panel.facts is not None:
            yield f"true here: {', '.join(panel.facts) or 'none'}"
        yield ladder(panel.run, rows=False, title=False)
