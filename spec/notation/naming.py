"""Which texts can be names and sentences: what is printed has to be seen, and to be nothing but text."""

from __future__ import annotations

import unicodedata

from spec.notation.errors import fault, shown

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
    return "".join(ascii(letter)[1:-1] if unseen(letter) else letter for letter in text)


def checked(text: object, what: str) -> str:
    """The text, as a name or a sentence.  SpecError where it is none, or holds what would not be seen."""
    if not isinstance(text, str):
        raise fault(f"{what} is {shown(text)}: give a text, in quotes")
    wrong = next((letter for letter in text if unseen(letter)), None)
    if wrong is not None:
        raise fault(
            f"{what} '{escaped(text)}' holds a character that cannot be seen, U+{ord(wrong):04X}: "
            "write it without, on one line"
        )
    return text


def checked_name(text: object, what: str) -> str:
    """The same of a name, which has to have a letter."""
    if not isinstance(text, str) or not text.strip():
        raise fault(f"{what} is {shown(text)}: give its name, in quotes")
    return checked(text, what)
