"""The table of the questions that the claims of the articles are about."""

from __future__ import annotations

from docs.making.markdown import inline, row
from spec.articles.questions import QUESTIONS


def questions_table() -> str:
    """A table, as Markdown."""
    lines = [row("name", "question"), row("---", "---")]
    return "\n".join([*lines, *(row(f"`{name}`", inline(about)) for name, about in QUESTIONS.items())]) + "\n"
