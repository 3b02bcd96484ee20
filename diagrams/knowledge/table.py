"""The picture of a table of knowledge: the run to the right, and below it who knows what from which arrival on."""

from __future__ import annotations

from checker.knowledge.answers import KnowledgeTable
from checker.languages.counts import count
from diagrams.knowledge.sheet import sheet
from diagrams.knowledge.text import rows_text
from diagrams.rendering.drawable import Draft
from diagrams.rendering.picture import Picture
from diagrams.rendering.style import MONO_LETTER


def table(made: KnowledgeTable) -> Picture:
    """The table under its run, at the width of a column (345 pt)."""
    title = f"{made.model}: {made.about}"
    caption = (_caption(made),)
    return Picture(
        title=title,
        said=lambda: caption,
        boxes=0,
        size=f"{count(len(made.rows), 'row')} by {count(len(made.moments), 'moment')}",
        drafts=(Draft(lambda: sheet(made, (title, *caption))),),
        twin=lambda: "\n".join(rows_text(made)),
        engine="neato",
        letter=MONO_LETTER,
        advice="give it a wider page",
    )


def _caption(made: KnowledgeTable) -> str:
    arrivals = count(len(made.moments) - 1, "arrival")
    known = "An end knows what is true at all points that look the same to it"
    return f"One run of {arrivals}, time to the right. {known} ({count(made.points, 'point')} of all runs, complete)."
