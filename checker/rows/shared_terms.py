"""Terms that stand in a function more than once: worked out at its beginning, under a name.

A row's conditions read the same few variables again and again, and so do the rows after it; printed in full, such a
function is many times longer, and takes Python many times longer to compile.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from checker.rows.python_terms import Printer
from spec.notation.nodes import Condition, Term

NAME = re.compile(r"«(\d+)»")
"""No name of a declaration is written so."""
LATER = re.compile(r"\bd\d+\b|\[")
"""A number that is drawn later, or a place in a list that need not be there: not to be read at the beginning."""


class SharingPrinter(Printer):
    """Prints a name for whatever may stand there twice."""

    def begin(self) -> None:
        """A new function."""
        self._texts: list[str] = []
        self._names: dict[str, str] = {}
        self._printed: dict[int, tuple[object, str]] = {}
        """By identity, which is quicker than to compare whole terms; with what it is that of, so that it stays."""

    def term(self, term: Term) -> str:
        """A term's source or name."""
        known = self._printed.get(id(term))
        if known is None:
            known = self._printed[id(term)] = term, self.share(super().term(term))
        return known[1]

    def condition(self, condition: Condition) -> str:
        """A condition's source or name."""
        known = self._printed.get(id(condition))
        if known is None:
            known = self._printed[id(condition)] = condition, self.share(super().condition(condition))
        return known[1]

    def share(self, text: str) -> str:
        """The text, or its name where it may be read at the beginning."""
        name = self._names.get(text)
        if name is None:
            name = text
            if text.startswith("(") and not LATER.search(text):
                name = f"«{len(self._texts)}»"
                self._texts.append(text)
            self._names[text] = name
        return name

    def shared(self, lines: Sequence[str], pad: str) -> list[str]:
        """The lines, after one for each name that stands there more than once; the other names are put in full."""
        uses = Counter(number for line in lines for number in _numbers(line))
        for number in reversed(range(len(self._texts))):  # what a text names comes before it
            if uses[number]:
                uses.update(_numbers(self._texts[number]))
        first: list[str] = []
        full: list[str] = []
        for number, text in enumerate(self._texts):
            inner = _filled(text, full)
            if uses[number] > 1:
                first.append(f"{pad}t{number} = {inner}")
            full.append(inner if uses[number] < 2 else f"t{number}")
        return [*first, *(_filled(line, full) for line in lines)]


def _numbers(text: str) -> list[int]:
    return list(map(int, NAME.findall(text)))


def _filled(text: str, full: Sequence[str]) -> str:
    """The text with each name replaced."""
    return NAME.sub(lambda found: full[int(found[1])], text)
