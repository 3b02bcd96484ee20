"""Names as identifiers of Promela: ``SND.UNA`` of A is ``A_SND_UNA``."""

from __future__ import annotations

import re
import textwrap
import unicodedata

WORDS = """
    active always assert atomic bit bool break byte c_code c_decl c_expr c_state c_track chan d_proctype d_step do else
    empty enabled end equivalent eval eventually false fi for full get_priority goto hidden if implies in init inline
    int len local ltl mtype nempty never next nfull np_ notrace od of pc_value pid printf printm priority proctype
    provided release return run select set_priority short show skip STDIN stronguntil timeout trace true typedef unless
    unsigned until U V W weakuntil X xr xs
"""
WORDS_OF_C = """
    auto case char const continue default double enum extern float for inline linux long main register restrict signed
    sizeof static struct switch system union unix void volatile while
"""
"""What the verifier, which is C, could not name a variable; Spin's preprocessor knows ``linux`` and ``unix``."""
RESERVED = frozenset((*WORDS.split(), *WORDS_OF_C.split()))
"""What is a word already."""


def identifier(text: str) -> str:
    """The text with an underscore for all that no identifier has; other letters than those of ASCII by their numbers.

    >>> identifier("SND.UNA"), identifier("uses of call active OPEN"), identifier("2 MSL timeout")
    ('SND_UNA', 'uses_of_call_active_OPEN', 'x2_MSL_timeout')
    >>> identifier("naïf"), identifier("完成 2")
    ('naif', 'u5b8c_u6210_2')
    """
    plain = re.sub(r"[^A-Za-z0-9_]+", "_", "".join(map(_in_ascii, text))).strip("_") or "unnamed"
    return f"x{plain}" if plain[0].isdigit() else plain


def _in_ascii(letter: str) -> str:
    if letter.isascii() or not letter.isalnum():
        return letter
    base = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode()
    return base or f" u{ord(letter):x} "


class Names:
    """The names of one text: no two things have the same."""

    def __init__(self) -> None:
        self._taken: set[str] = set(RESERVED)
        self.spelt: dict[str, str] = {}
        """The names of what has letters of other alphabets, each with its text."""

    def new(self, text: str) -> str:
        """A name like the text that nothing has yet.

        >>> names = Names()
        >>> names.new("SYN"), names.new("SYN")
        ('SYN', 'SYN_2')
        """
        name, number = identifier(text), 1
        while (said := name if number == 1 else f"{name}_{number}") in self._taken:
            number += 1
        self._taken.add(said)
        if not text.isascii():
            self.spelt[said] = text
        return said


def remark(text: str) -> str:
    """The text as a comment.

    >>> remark("ends */ here")
    '/* ends * / here */'
    """
    return f"/* {text.replace('*/', '* /').replace('/*', '/ *')} */"


def indented(lines: list[str], by: int = 1) -> list[str]:
    """The lines, further to the right."""
    return [f"{'    ' * by}{line}" if line else line for line in lines]


def bare(text: str) -> str:
    """The expression without brackets around the whole of it.

    >>> bare("((x + 1) % 8)"), bare("(x) + (y)")
    ('(x + 1) % 8', '(x) + (y)')
    """
    if not (text.startswith("(") and text.endswith(")")):
        return text
    depth = 0
    for place, letter in enumerate(text):
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if depth == 0:
            return bare(text[1:-1]) if place == len(text) - 1 else text
    return text


def folded(text: str, indent: str = "   ") -> list[str]:
    """The text as a comment of lines that are not too long."""
    return textwrap.wrap(remark(text), 110, subsequent_indent=indent, break_long_words=False)
