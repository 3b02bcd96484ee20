"""How wide a text will be, before any renderer is asked: advance widths of DejaVu Sans, and CJK."""

from __future__ import annotations

import unicodedata

# Thousandths of an em of the letters from space to tilde, as Graphviz measures DejaVu Sans.
_SANS = (
    "315 398 458 832 638 945 780 278 390 390 502 832 315 360 315 338 638 638 638 638 638 638 638 638 638 638 338 338 "
    "832 832 832 532 998 711 682 698 765 630 578 772 750 292 292 652 555 862 742 788 600 788 690 630 593 728 682 990 "
    "682 608 682 390 338 390 832 502 502 615 630 548 630 615 345 630 630 278 278 578 278 975 630 608 630 630 398 518 "
    "390 630 592 818 592 592 525 638 338 638 832"
)
_EM = {chr(32 + place): int(width) / 1000 for place, width in enumerate(_SANS.split())}
_EM["…"] = 0.998
_MONO_EM = 0.602
_OTHER_EM = 0.85
WIDER = 1.1
"""Small letters are drawn up to a tenth wider than their font says."""


def width(text: str, size: float, mono: bool = False) -> float:
    """The width of one line in points, at letters of that size in points.

    >>> round(width("SYN-SENT", 10)), round(width("SYN-SENT", 10, mono=True)), round(width("连接", 10))
    (49, 48, 20)
    """
    return size * sum(_em(letter, mono) for letter in text)


def _em(letter: str, mono: bool) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    return _MONO_EM if mono else _EM.get(letter, _OTHER_EM)


def wrap(text: str, room: float, size: float, mono: bool = False) -> list[str]:
    """The lines of a text in a column ``room`` points wide, broken at spaces, or inside what is too long.

    >>> wrap("the three-way handshake", 60, 10)
    ['the', 'three-way', 'handshake']
    """
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if width(longer, size, mono) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, room, size, mono)
        lines.extend(full)
    return [*lines, line] if line or not lines else lines


def prose(text: str, room: float, size: float) -> list[str]:
    """The lines of a sentence: as :func:`wrap` has them, but no word stands alone in the last.

    >>> prose("the three-way handshake", 120, 10)
    ['the', 'three-way handshake']
    """
    lines = wrap(text, room, size)
    if len(lines) > 1 and " " not in lines[-1] and " " in lines[-2]:
        before, _, word = lines[-2].rpartition(" ")
        lines[-2:] = [before, f"{word} {lines[-1]}"] if width(f"{word} {lines[-1]}", size) <= room else lines[-2:]
    return lines


def _pieces(word: str, room: float, size: float, mono: bool) -> list[str]:
    """A word cut where the column ends, or at the last ``_`` before that: Chinese is written without spaces."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and width(pieces[-1] + letter, size, mono) > room:
            head, mark, tail = pieces[-1].rpartition("_")
            pieces[-1:] = [head + mark, tail] if head else [pieces[-1], ""]
        pieces[-1] += letter
    return pieces


def shorten(text: str, room: float, size: float, mono: bool = False) -> str:
    """The text, or as much of its beginning as fits, with an ellipsis.

    >>> shorten("retransmission timeout", 60, 10)
    'retransmi…'
    """
    if width(text, size, mono) <= room:
        return text
    while text and width(text + "…", size, mono) > room:
        text = text[:-1]
    return text + "…"


def short_name(text: str, room: float, size: float) -> str:
    """The name, or as much of its beginning and its end as fits, with an ellipsis between: names differ at either.

    >>> short_name("WAITING-FOR-DATA-0", 70, 10), short_name("WAITING-FOR-DATA-1", 70, 10)
    ('WAITIN…A-0', 'WAITIN…A-1')
    """
    if width(text, size) <= room:
        return text
    for kept in range(len(text) - 1, 0, -1):
        end = kept // 3
        short = f"{text[: kept - end]}…{text[len(text) - end :]}"
        if width(short, size) * WIDER <= room:
            return short
    return "…"
