"""Text whose letters may be two columns wide, folded between any two of them, as Chinese is."""

from __future__ import annotations

import re

CLOSING = ",.;:)、,。;:)"
"""A line does not begin with these."""


def fold(text: str, width: int) -> list[str]:
    """The text in lines of so many columns; a word of Latin letters stays whole where it fits.

    >>> fold("客户端发送 SYN 包。", 10)
    ['客户端发送', 'SYN 包。']
    """
    from rich.cells import cell_len

    lines = [""]
    for piece in re.findall(r"[!-~]+ ?|.", text):
        full = cell_len(lines[-1] + piece.rstrip()) > width
        if full and lines[-1] and piece.strip() not in CLOSING:
            lines.append("")
        lines[-1] += piece.lstrip() if not lines[-1] else piece
    return [line.rstrip() for line in lines]
