"""The table of the codes that models and claims carry."""

from __future__ import annotations

from docs.making.markdown import inline, row
from spec.articles.codes import CODES


def codes_table() -> str:
    """A table, as Markdown."""
    lines = [row("code", "what it is about"), row("---", "---")]
    return "\n".join([*lines, *(row(code, inline(about)) for code, about in CODES.items())]) + "\n"
