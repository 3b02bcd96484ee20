"""A table of knowledge in words."""

from __future__ import annotations

from collections.abc import Iterator

from checker.knowledge.answers import KnowledgeTable
from diagrams.ladders.columns import padded, widest

KNOWN, NOT = "yes", "-"
AT_FIRST = "before anything has arrived"


def rows_text(made: KnowledgeTable) -> Iterator[str]:
    """The rows, a column for each moment, and below them what arrived in each."""
    width = widest(label for label, _ in made.rows)
    numbers = "".join(f"{number:>6}" for number in range(len(made.moments)))
    yield f"      {'':<{width}}{numbers}"
    for number, (label, cells) in enumerate(made.rows, start=1):
        said = "".join(f"{KNOWN if cell.true else NOT:>6}" for cell in cells)
        yield f"  {number:>2}. {padded(label, width)}{said}"
    yield ""
    for number, moment in enumerate(made.moments):
        yield f"  {number}: {moment.text or AT_FIRST}"
