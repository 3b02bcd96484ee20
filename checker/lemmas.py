"""Lemmas proved or refuted by Z3 (de Moura and Bjørner 2008)."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from checker.results import Answer, Verdict
from spec.notation.lemmas import Formula, Lemma, Sort, Theory

MILLISECONDS = 10_000
"""The solver's time for a question, where no other is given."""


@dataclass(frozen=True, slots=True)
class Proved:
    """What became of a theory's lemmas."""

    theory: Theory
    answers: Mapping[str, Answer]
    seconds: float
    engine: str = "z3"


def prove(theory: Theory, milliseconds: int = MILLISECONDS) -> Proved:
    """Ask the solver each lemma of a theory."""
    begin = time.perf_counter()
    answers = {name: _answer(name, lemma, milliseconds) for name, lemma in theory.lemmas.items()}
    return Proved(theory, answers, time.perf_counter() - begin)


def _answer(name: str, lemma: Lemma, milliseconds: int) -> Answer:
    import z3  # takes a while

    solver: Any = z3
    symbols = {symbol: _symbol(solver, symbol, sort) for symbol, sort in lemma.symbols.items()}
    given = [_formula(lemma.given, solver, symbols)] if lemma.given is not None else []
    then = _formula(lemma.then, solver, symbols)
    said, model = _asked(solver, [*given, solver.Not(then)], milliseconds)
    if said == "sat":
        return Answer(name, Verdict.VIOLATED, lemma.about, why=f"for example {_example(model, symbols)}")
    if said == "unknown":
        return Answer(name, Verdict.NOT_ESTABLISHED, lemma.about, why=f"the solver gave up ({model})")
    if given and _asked(solver, given, milliseconds)[0] == "unsat":
        return Answer(name, Verdict.VACUOUS, lemma.about, why="what is given is never true")
    return Answer(name, Verdict.HOLDS, lemma.about)


def _formula(formula: Formula, solver: Any, symbols: Mapping[str, Any]) -> Any:
    return formula(solver, **symbols)


def _symbol(solver: Any, name: str, sort: Sort) -> Any:
    if sort is Sort.INTEGER:
        return solver.Int(name)
    if sort is Sort.WORD:
        return solver.BitVec(name, 32)
    return solver.Function(name, solver.IntSort(), solver.BoolSort())


def _asked(solver: Any, formulas: list[Any], milliseconds: int) -> tuple[str, Any]:
    """``sat`` with a model, ``unsat``, or ``unknown`` with the reason."""
    asked = solver.Solver()
    asked.set("timeout", milliseconds)
    asked.add(*formulas)
    said = str(asked.check())
    return said, asked.model() if said == "sat" else asked.reason_unknown() if said == "unknown" else None


def _example(model: Any, symbols: Mapping[str, Any]) -> str:
    values = (f"{name} = {cast(object, model[symbol])}" for name, symbol in symbols.items() if _is_number(symbol))
    return ", ".join(values) or "any"


def _is_number(symbol: Any) -> bool:
    return bool(getattr(symbol, "num_args", lambda: 1)() == 0)
