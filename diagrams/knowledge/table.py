"""The picture of a table of knowledge: the run to the right, and below it who knows what from which arrival on."""

from __future__ import annotations

from functools import partial

from checker.knowledge.answers import KnowledgeTable
from checker.languages.counts import count
from diagrams.knowledge.sheet import sheet
from diagrams.knowledge.text import rows_text
from diagrams.rendering.picture import Picture, placed
from diagrams.rendering.style import MONO_LETTER


def table(made: KnowledgeTable) -> Picture:
    """The table under its run, at the width of a column (345 pt)."""
    title = f"{made.model}: {made.about}"
    size = f"{count(len(made.rows), 'row')} by {count(len(made.moments), 'moment')}"
    return placed(title, _caption(made), size, partial(sheet, made), partial(rows_text, made), MONO_LETTER)


def _caption(made: KnowledgeTable) -> str:
    arrivals = count(len(made.moments) - 1, "arrival")
    known = "An end knows what is true at all points that look the same to it"
    return f"One run of {arrivals}, time to the right. {known} ({count(made.points, 'point')} of all runs, complete)."
