"""Plain text and docstrings as Markdown."""

from __future__ import annotations

import inspect
import re

_CODE = re.compile(r"``(.+?)``|:\w+:`~?(.+?)`|(`[^`]+`)", re.DOTALL)
_SPECIAL = re.compile(r"([\\*_<>\[\]#|~$])")
_QUOTED = re.compile(r"^(?:>>> | {4,}|\$ )")


def inline(text: str) -> str:
    """The text with what Markdown would read as markup escaped; ``code`` stays code."""
    parts: list[str] = []
    place = 0
    for found in _CODE.finditer(text):
        code = found[1] or found[2] or found[3].strip("`")
        parts += [_SPECIAL.sub(r"\\\1", text[place : found.start()]), f"`{' '.join(code.split())}`"]
        place = found.end()
    return "".join([*parts, _SPECIAL.sub(r"\\\1", text[place:])])


def paragraphs(docstring: str | None) -> str:
    """A docstring as Markdown: paragraphs and lists; what is indented, and doctests, as code."""
    cleaned = inspect.cleandoc(docstring or "")
    return "\n\n".join(_paragraph(one) for one in re.split(r"\n\s*\n", cleaned) if one.strip())


def _paragraph(text: str) -> str:
    if _QUOTED.match(text):
        return f"```text\n{text}\n```"
    lines = [inline(line) for line in re.sub(r"::$", ":", text).splitlines()]
    return "\n".join(re.sub(r"^\\\* ", "* ", line) for line in lines)


def row(*cells: str) -> str:
    """A row of a table; the cells are Markdown already."""
    return f"| {' | '.join(cell.replace(chr(10), ' ') for cell in cells)} |"
