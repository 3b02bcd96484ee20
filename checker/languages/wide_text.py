"""Text whose letters may be two columns wide, folded between any two of them, as Chinese is."""

from __future__ import annotations

import re
import textwrap

GLUE = "\xa0"
"""A blank at which no line is folded."""
CLOSING = ",.;:)\u3001\u3002\uff0c\uff1a\uff1b\uff1f\uff09"
"""A line does not begin with these."""


def is_wide(text: str) -> bool:
    """Whether some of its letters are two columns wide, as Chinese ones are."""
    return any(letter >= "\u2e80" for letter in text)


def fold(text: str, width: int, hanging: int = 0) -> list[str]:
    """The text in lines of so many columns; a word of Latin letters stays whole where it fits.

    ``hanging``: how far the lines from the second on are indented.

    >>> fold("客户端发送 SYN 包。", 10)
    ['客户端发送', 'SYN 包。']
    """
    lines = [""]
    for piece in re.findall(r"[!-~]+ ?|.", text):
        full = columns_of(lines[-1] + piece.rstrip()) > width
        if full and lines[-1].strip() and piece.strip() not in CLOSING:
            lines.append(" " * hanging)
        lines[-1] += piece.lstrip() if len(lines) > 1 and not lines[-1].strip() else piece
    return [line.rstrip() for line in lines]


def folded(text: str, width: int, hanging: int = 3) -> list[str]:
    """The text in lines, from the second on indented; long words, which may be pasted, are not broken."""
    if is_wide(text):
        return fold(text.replace(GLUE, " "), width, hanging)
    margin = " " * hanging
    lines = textwrap.wrap(text, width, subsequent_indent=margin, break_long_words=False, break_on_hyphens=False)
    return [line.replace(GLUE, " ") for line in lines]


def closed_up(text: str) -> str:
    """The text without the blanks that templates leave between two wide letters.

    >>> closed_up("\u56e0\u4e3a \u6ca1\u6709 SYN")
    '\u56e0\u4e3a\u6ca1\u6709 SYN'
    """
    return re.sub(r"(?<=[\u2e80-\uffef]) (?=[\u2e80-\uffef])", "", text)


def columns_of(text: str) -> int:
    """How many columns the text takes."""
    if not is_wide(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def pad(text: str, width: int) -> str:
    """The text with blanks behind it, so many columns wide.

    >>> pad("SYN 包", 8) + "|"
    'SYN 包  |'
    """
    return text + " " * (width - columns_of(text))
