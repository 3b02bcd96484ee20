"""What a drawing of Graphviz lacks: words for a screen reader, names of its own, other fonts where its are missing."""

from __future__ import annotations

import hashlib
import re
from html import escape

_ROOT = re.compile(r"<svg [^>]*>")
_PART = re.compile(r'<title>[^<]*</title>(\s*<g id="a_[^"]*"><a [^>]*xlink:title="([^"]*)")')
_NAME = re.compile(r'(<[^>]* id="|<[^>]* xlink:href="#|<[^>]*="url\(#)')
_ELSE = {"DejaVu Sans": "Verdana, sans-serif", "DejaVu Sans Mono": "Menlo, monospace"}
"""The same letters by other names, then any of the kind."""


def speaking(svg: str, title: str, description: str) -> str:
    """The drawing with ``<title>`` and ``<desc>``, and with the tooltip of each node and edge as its title.

    Every name in it begins with a digest of it, so that two drawings can stand in one page.

    >>> speaking('<svg width="1pt"></svg>', "two-way", "2 boxes.").splitlines()[0]
    '<svg role="img" aria-labelledby="p1cf66613-title p1cf66613-description" width="1pt">'
    """
    prefix = f"p{hashlib.sha256((title + description + svg).encode()).hexdigest()[:8]}-"
    ids = f'aria-labelledby="{prefix}title {prefix}description"'
    words = f'\n<title id="title">{escape(title)}</title>\n<desc id="description">{escape(description)}</desc>'
    named = _PART.sub(r"<title>\2</title>\1", svg)
    told = _ROOT.sub(lambda root: root.group() + words, named, count=1)
    for font, others in _ELSE.items():
        told = told.replace(f'font-family="{font}"', f'font-family="{font}, {others}"')
    return _NAME.sub(rf"\g<1>{prefix}", told).replace("<svg ", f'<svg role="img" {ids} ', 1)
