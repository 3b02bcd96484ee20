"""A page to click through: a model's states, what may happen in each, and the chart of the way so far.

One file: no server, no network.  Texts of the model reach the page as JSON, and are shown as text, never as HTML.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from pathlib import Path
from string import Template

TEMPLATE = Path(__file__).with_name("explorer.html")


def explorer_page(data: Mapping[str, object], words: Mapping[str, str], language: str) -> str:
    """The page for the data of an exploration; ``words``: its own words in the reader's language."""
    filled = {
        "title": escape(str(data["title"])),
        "language": escape(language),
        "data": _json({**data, "words": words}),
    }
    return Template(TEMPLATE.read_text("utf-8")).substitute(filled)


def _json(data: Mapping[str, object]) -> str:
    """JSON that can stand in a script element: it cannot end it, nor open a comment."""
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
