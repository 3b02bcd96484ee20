"""What a drawing of Graphviz lacks for a screen reader: a title and a description, and words for every part."""

from __future__ import annotations

import re
from html import escape

_ROOT = re.compile(r"<svg [^>]*>")
_PART = re.compile(r'<title>[^<]*</title>(\s*<g id="a_[^"]*"><a [^>]*xlink:title="([^"]*)")')


def speaking(svg: str, title: str, description: str) -> str:
    """The drawing with ``<title>`` and ``<desc>``, and with the tooltip of each node and edge as its title.

    >>> speaking('<svg width="1pt"></svg>', "two-way", "2 boxes.").splitlines()[0]
    '<svg role="img" aria-labelledby="title description" width="1pt">'
    """
    words = f'\n<title id="title">{escape(title)}</title>\n<desc id="description">{escape(description)}</desc>'
    named = _PART.sub(r"<title>\2</title>\1", svg)
    return _ROOT.sub(lambda root: _labelled(root.group()) + words, named, count=1)


def _labelled(root: str) -> str:
    return root.replace("<svg ", '<svg role="img" aria-labelledby="title description" ', 1)
