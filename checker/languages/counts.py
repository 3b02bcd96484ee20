"""Numbers with their nouns, in English and in the reader's language."""

from __future__ import annotations

from checker.languages.speech import tr


def count(number: int, noun: str) -> str:
    """A number and its noun.

    >>> count(1, "step"), count(6915, "transition")
    ('1 step', '6,915 transitions')
    """
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def counted(number: int, noun: str) -> str:
    """The same in the reader's language: a translation is that of the plural.

    >>> counted(1, "step"), counted(6915, "transition")
    ('1 step', '6,915 transitions')
    """
    plural = f"{noun}s"
    translated = tr(plural)
    return count(number, noun) if translated == plural else f"{number:,} {translated}"
