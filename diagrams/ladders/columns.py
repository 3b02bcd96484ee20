"""Text in columns, measured in the cells of a terminal: a Chinese character takes two, an accent none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len


def padded(text: str, width: int) -> str:
    """The text, with blanks up to that many cells.

    >>> padded("ab", 4), padded("握手", 5)
    ('ab  ', '握手 ')
    """
    return text + " " * (width - cell_len(text))


def widest(texts: Iterable[str]) -> int:
    """The cells of the widest text, 0 where there is none."""
    return max((cell_len(text) for text in texts), default=0)


def joined(cells: Sequence[str], widths: Sequence[int]) -> str:
    """One line of the cells, a blank between them; a column of width 0 is left out.

    >>> joined(["a", "", "c"], [3, 0, 3])
    'a   c'
    """
    return " ".join(padded(cell, width) for cell, width in zip(cells, widths, strict=True) if width).rstrip()


def wrapped(text: str, width: int | None, indent: str = "  ") -> list[str]:
    """The text in lines of at most that many cells, broken at blanks, from the second line on indented.

    A word wider than that has a line of its own; blanks within a line are kept; None does not break.

    >>> wrapped("changed: A.state CLOSED", 18)
    ['changed: A.state', '  CLOSED']
    """
    if width is None or cell_len(text) <= width:
        return [text]
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1].strip() else lines[-1] + word
        if cell_len(longer) > width and lines[-1].strip():
            lines.append(indent + word)
        else:
            lines[-1] = longer
    return [line.rstrip() for line in lines if line.strip()]
