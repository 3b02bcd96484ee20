"""Lemmas: sentences about all numbers, which a solver proves or refutes.

A lemma is what an argument on paper rests on, where no search can help: "for every N", "for every rule".  What the
solver proves is its lemmas; that they add up to the theorem is said in prose beside them.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from spec.notation.calling import spelt_class
from spec.notation.errors import Place, fault, here


class Sort(enum.Enum):
    """What a symbol of a lemma stands for: anything at all of its kind."""

    INTEGER = "an integer"
    WORD = "a number of 32 bits"
    RULE = "any function from integers to yes or no"


INTEGER, WORD, RULE = Sort.INTEGER, Sort.WORD, Sort.RULE
Formula = Callable[..., Any]
"""A function of the solver's words (``z.Or``, ``z.Implies``, ...) and of the symbols by name, to a formula."""


@spelt_class
@dataclass(frozen=True, eq=False)
class Lemma:
    """For all values of the symbols: where ``given`` is true, so is ``then``.  ``where`` says in words what is given.

    It holds for want of a case where ``given`` cannot be true; the verdict is VACUOUS then.
    SpecError where ``then`` is no function of the solver and the symbols.
    """

    about: str
    symbols: Mapping[str, Sort]
    then: Formula
    given: Formula | None = None
    where: str = field(default="", kw_only=True)
    place: Place = field(default_factory=here, repr=False, kw_only=True)

    def __post_init__(self) -> None:
        for name, sort in self.symbols.items():
            if not isinstance(sort, Sort):
                raise fault(f"symbols['{name}'] is {sort!r}: it is INTEGER, WORD or RULE")
        if not callable(self.then):
            raise fault(f"Lemma({self.about!r}): then=... is a function of the solver and the symbols")
        if self.given is not None and not self.where:
            raise fault(f"Lemma({self.about!r}) is given something: say in words what, such as where='a < b'")


@spelt_class
@dataclass(frozen=True, eq=False)
class Theory:
    """Lemmas that make an argument.  ``prose``: the steps that no machine has checked, one sentence each."""

    lemmas: Mapping[str, Lemma]
    expect: Mapping[str, str] = field(default_factory=dict[str, str])
    about: str = ""
    prose: tuple[str, ...] = ()
    name: str = ""

    def expected(self, name: str) -> str:
        """The verdict expected of a lemma."""
        return self.expect.get(name, "HOLDS")
