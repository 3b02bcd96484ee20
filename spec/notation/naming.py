"""Which texts can be names and sentences: what is printed has to be seen, and to be nothing but text."""

from __future__ import annotations

from spec.notation.errors import fault, shown
from spec.notation.letters import unseen


def checked(text: object, what: str) -> str:
    """The text, as a name or a sentence.  SpecError where it is none, or holds what would not be seen."""
    if not isinstance(text, str):
        raise fault(f"{what} is {shown(text)}: give a text, in quotes")
    wrong = next((letter for letter in text if unseen(letter)), None)
    if wrong is not None:
        raise fault(
            f"{what} '{text}' holds a character that cannot be seen, U+{ord(wrong):04X}: write it without, on one line"
        )
    return text


def checked_name(text: object, what: str) -> str:
    """The same of a name, which has to have a letter."""
    if not isinstance(text, str) or not text.strip():
        raise fault(f"{what} is {shown(text)}: give its name, in quotes")
    return checked(text, what)
