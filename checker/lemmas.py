"""Lemmas proved or refuted by Z3 (de Moura and Bjørner 2008)."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from checker.results import Answer, Verdict
from checker.words import Words
from spec.notation.lemmas import Formula, Lemma, Sort, Theory

MILLISECONDS = 10_000
"""The solver's time for a question, where no other is given."""

ROUND = (0, 1, 2, 3, 4, 5, 10, 100, 1000)
"""Numbers that a reader likes, tried first in a counterexample."""


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

    solver = Words(z3)
    symbols = {symbol: _symbol(solver, symbol, sort) for symbol, sort in lemma.symbols.items()}
    given = [_formula(lemma.given, solver, symbols)] if lemma.given is not None else []
    then = _formula(lemma.then, solver, symbols)
    asked = [*given, solver.Not(then)]
    said, model = _asked(solver, asked, milliseconds)
    if said == "sat":
        return Answer(
            name, Verdict.VIOLATED, lemma.about, why=_example(solver, asked, {**symbols, **solver.read}, milliseconds)
        )
    if said == "unknown":
        return Answer(name, Verdict.NOT_ESTABLISHED, lemma.about, why=f"the solver gave up ({model})")
    if given and _asked(solver, given, milliseconds)[0] == "unsat":
        return Answer(name, Verdict.VACUOUS, lemma.about, why="what is given is never true")
    return Answer(name, Verdict.HOLDS, lemma.about)


def _formula(formula: Formula, solver: Words, symbols: Mapping[str, Any]) -> Any:
    return formula(solver, **symbols)


def _symbol(solver: Words, name: str, sort: Sort) -> Any:
    if sort is Sort.INTEGER:
        return solver.Int(name)
    if sort is Sort.WORD:
        return solver.BitVec(name, 32)
    return solver.Function(name, solver.IntSort(), solver.BoolSort())


def _asked(solver: Words, formulas: list[Any], milliseconds: int) -> tuple[str, Any]:
    """``sat`` with a model, ``unsat``, or ``unknown`` with the reason."""
    asked = solver.Solver()
    asked.set("timeout", milliseconds)
    asked.add(*formulas)
    said = str(asked.check())
    return said, asked.model() if said == "sat" else asked.reason_unknown() if said == "unknown" else None


def _example(solver: Words, formulas: list[Any], symbols: Mapping[str, Any], milliseconds: int) -> str:
    """The numbers of a counterexample, each as round as those before it allow."""
    numbers: dict[str, object] = {}
    kept = list(formulas)
    for name, symbol in symbols.items():
        if _is_number(symbol):
            for value in ROUND:
                if _asked(solver, [*kept, symbol == value], milliseconds)[0] == "sat":
                    break
            else:
                model = _asked(solver, kept, milliseconds)[1]
                value = model.eval(symbol, model_completion=True).as_long()
            numbers[name] = value
            kept.append(symbol == value)
    return f"not for {', '.join(f'{name} = {number}' for name, number in numbers.items())}" if numbers else "never"


def _is_number(symbol: Any) -> bool:
    return bool(getattr(symbol, "num_args", lambda: 1)() == 0)
