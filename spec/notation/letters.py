"""Letters that are not seen where a text is printed, and act on what prints them."""

from __future__ import annotations

import unicodedata

UNSEEN = ("Cc", "Cs", "Zl", "Zp")
"""Unicode's categories of control characters, half characters (lone surrogates), and ends of lines and paragraphs."""
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""What turns the direction of the text behind it (Unicode Standard Annex 9, explicit formatting)."""


def unseen(letter: str) -> bool:
    """Whether the letter would act on a terminal or a file in place of being seen in it.

    >>> unseen("A"), unseen("\\x1b"), unseen("\\udc80"), unseen(" ")
    (False, True, True, False)
    """
    return unicodedata.category(letter) in UNSEEN or letter in TURNING


def escaped(text: str) -> str:
    """The text with every letter written out that would not be seen.

    >>> escaped("SYN\\x1b[31m"), escaped("握手")
    ('SYN\\\\x1b[31m', '握手')
    """
    if text.isprintable():
        return text
    return "".join(ascii(letter)[1:-1] if unseen(letter) else letter for letter in text)
