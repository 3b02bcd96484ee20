"""Z3 (de Moura and Bjørner 2008), asked one thing at a time: with a limit of time, and each query kept where wanted.

A query that is not answered in time proves nothing; it is saved as SMT-LIB, to be put to another solver.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SECONDS = 10.0
"""The solver's time for a query, where no other is given."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the solver said: ``sat`` with a model, ``unsat``, or ``unknown`` with its reason."""

    word: str
    model: Any = None
    why: str = ""


@dataclass
class Solver:
    """The solver with its limits.  ``save``: a folder for the queries, or those alone that are left open."""

    seconds: float = SECONDS
    save: Path | None = None
    calls: int = 0
    open: list[str] = field(default_factory=list[str])
    """Why each query that was left open was left so."""

    def check(self, formulas: Sequence[Any]) -> Said:
        """Whether there are values for which all of the formulas are true."""
        import z3  # takes a while

        self.calls += 1
        asked: Any = z3.Solver()
        asked.set("timeout", max(1, round(1000 * self.seconds)))
        asked.add(*formulas)
        word = str(asked.check())
        if self.save is not None:
            self._save(asked, word)
        if word == "unknown":
            kept = f"kept in {self.save}" if self.save is not None else "--save-queries DIR keeps it"
            why = f"Z3 gave up on a query ({asked.reason_unknown()}): {kept}"
            self.open.append(why)
            return Said(word, why=why)
        return Said(word, asked.model() if word == "sat" else None)

    def _save(self, asked: Any, word: str) -> None:
        assert self.save is not None
        self.save.mkdir(parents=True, exist_ok=True)
        text = f"; {word}\n(set-logic ALL)\n{asked.to_smt2()}"
        (self.save / f"{self.calls:04}-{word}.smt2").write_text(text, encoding="utf-8")
