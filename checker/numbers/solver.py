"""Z3 (de Moura and Bjørner 2008), asked one thing at a time: with a bound of work, and each query kept where wanted.

Work is counted in Z3's own units (``rlimit``), so that an answer does not depend on how busy the machine is; a limit of
time is the user's.  A query that is not answered within its bounds proves nothing; it is saved as SMT-LIB, to be put to
another solver.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any

WORK = 50_000_000
"""Units of Z3's work for a query: five times what the hardest of ours takes."""


@cache
def z3() -> Any:
    """The module z3, without its own check of every argument: a third of the time of a proof goes there."""
    import z3  # takes a while

    z3.z3.Z3_DEBUG = False
    return z3


@contextmanager
def arguments_checked() -> Generator[None, None, None]:
    """Have Z3 say what is wrong with an argument, where a user's own function hands it some."""
    z3().z3.Z3_DEBUG = True
    try:
        yield
    finally:
        z3().z3.Z3_DEBUG = False


@dataclass(frozen=True, slots=True)
class Said:
    """What the solver said: ``sat`` with a model, ``unsat``, or ``unknown`` with its reason."""

    word: str
    model: Any = None
    why: str = ""


@dataclass
class Solver:
    """The solver with its limits.  ``save``: a folder for the queries, or those alone that are left open."""

    seconds: float | None = None
    """The user's limit of time for a query; None: only its work is bounded."""
    save: Path | None = None
    calls: int = 0
    open: list[str] = field(default_factory=list[str])
    """Why each query that was left open was left so."""

    def check(self, formulas: Sequence[Any], *, small: bool = False) -> Said:
        """Whether there are values for which all of the formulas are true.

        ``small``: one of many that are soon answered; what Z3 does first to a hard one takes longer than they do.
        """
        self.calls += 1
        asked: Any = limited(z3().SimpleSolver() if small else z3().Solver(), self.seconds)
        asked.add(*formulas)
        word = answer(asked)
        if self.save is not None:
            self._save(asked, word)
        if word == "unknown":
            kept = f"kept in {self.save}" if self.save is not None else "--save-queries DIR keeps it"
            why = f"Z3 gave up on a query ({reason(asked, self.seconds)}): {kept}"
            self.open.append(why)
            return Said(word, why=why)
        return Said(word, asked.model() if word == "sat" else None)

    def _save(self, asked: Any, word: str) -> None:
        assert self.save is not None
        self.save.mkdir(parents=True, exist_ok=True)
        text = f"; {word}\n(set-logic ALL)\n{asked.to_smt2()}"
        (self.save / f"{self.calls:04}-{word}.smt2").write_text(text, encoding="utf-8")


def limited(solver: Any, seconds: float | None) -> Any:
    """A solver of Z3's with the bound of work for each query, and the user's of time."""
    solver.set("rlimit", WORK)
    solver.set("ctrl_c", False)  # else Ctrl-C is an answer, "unknown", and Python never hears of it
    if seconds is not None:
        solver.set("timeout", max(1, round(1000 * seconds)))
    return solver


def reason(solver: Any, seconds: float | None) -> str:
    """Why a solver gave up on its last query."""
    said = str(solver.reason_unknown())
    if said not in ("canceled", "timeout", "max. resource limit exceeded"):
        return said
    return f"the bound of {WORK:,} units of its work{f' or of {seconds:g} s' if seconds is not None else ''}"


def answer(solver: Any, *assumed: Any) -> str:
    """``sat``, ``unsat`` or ``unknown``.  KeyboardInterrupt as soon as Ctrl-C is pressed."""
    found: list[str] = []
    failed: list[BaseException] = []
    gate, begun, stopped, done = Lock(), Event(), Event(), Event()

    def ask() -> None:
        with gate:
            if stopped.is_set():
                return
            begun.set()
        try:
            found.append(str(solver.check(*assumed)))
        except BaseException as why:  # told where the answer is waited for
            failed.append(why)
        finally:
            done.set()

    try:
        Thread(target=ask, daemon=True).start()
        done.wait()
    except KeyboardInterrupt:
        with gate:  # it has begun, or never will: Z3 is not to be asked by two threads at once
            stopped.set()
        while begun.is_set() and not done.wait(0.05):  # told before Z3 works, it works as if nobody had told it
            solver.interrupt()
        raise
    if failed:
        raise failed[0]
    return found[0]
