"""Lemmas proved or refuted by Z3 (de Moura and Bjørner 2008)."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from checker.numbers.solver import Solver, arguments_checked, z3
from checker.proofs.word_formulas import Words
from checker.results.answers import Answer, Verdict
from checker.verdicts.vacuity import vacuous
from spec.notation.errors import SpecError
from spec.notation.lemmas import Lemma, Sort, Theory

ROUND = (0, 1, 2, 3, 4, 5, 10, 100, 1000)
"""Numbers that a reader likes, tried first in a counterexample."""


@dataclass(frozen=True, slots=True)
class Proved:
    """What became of a theory's lemmas."""

    theory: Theory
    answers: Mapping[str, Answer]
    seconds: float
    engine: str = "z3"


def prove(theory: Theory, solver: Solver | None = None) -> Proved:
    """Ask the solver each lemma of a theory."""
    begin, ask = time.perf_counter(), solver or Solver()
    answers = {name: _answer(name, lemma, ask) for name, lemma in theory.lemmas.items()}
    return Proved(theory, answers, time.perf_counter() - begin)


def _answer(name: str, lemma: Lemma, ask: Solver) -> Answer:
    words = Words(z3())
    symbols = {symbol: _symbol(words, symbol, sort) for symbol, sort in lemma.symbols.items()}
    try:
        with arguments_checked():
            given = [words.And(lemma.given(words, **symbols))] if lemma.given is not None else []
            asked = [*given, words.Not(lemma.then(words, **symbols))]
    except Exception as why:  # a user's function may do anything
        raise SpecError(
            f"{lemma.place}: lemma '{name}': given=... and then=... return a formula that is true or false and "
            f"compares symbols of one kind, such as z.Implies(a < b, b > a); Z3 says: {why}"
        ) from why
    said = ask.check(asked)
    if said.word == "sat":
        return Answer(name, Verdict.VIOLATED, lemma.about, why=_example(ask, asked, {**symbols, **words.read}))
    if said.word == "unknown":
        return Answer(name, Verdict.NOT_ESTABLISHED, lemma.about, why=said.why)
    if given and ask.check(given).word == "unsat":
        return vacuous(Answer(name, Verdict.HOLDS, lemma.about), "what is given is never true")
    return Answer(name, Verdict.HOLDS, lemma.about)


def _symbol(words: Words, name: str, sort: Sort) -> Any:
    if sort is Sort.INTEGER:
        return words.Int(name)
    if sort is Sort.WORD:
        return words.BitVec(name, 32)
    return words.Function(name, words.IntSort(), words.BoolSort())


def _example(ask: Solver, formulas: list[Any], symbols: Mapping[str, Any]) -> str:
    """The numbers of a counterexample, each as round as those before it allow."""
    numbers: dict[str, object] = {}
    kept = list(formulas)
    for name, symbol in symbols.items():
        if _is_number(symbol):
            value = next((one for one in ROUND if ask.check([*kept, symbol == one]).word == "sat"), None)
            if value is None:
                said = ask.check(kept)
                if said.word != "sat":
                    break
                value = said.model.eval(symbol, model_completion=True).as_long()
            numbers[name] = value
            kept.append(symbol == value)
    return f"not for {', '.join(f'{name} = {number}' for name, number in numbers.items())}" if numbers else "never"


def _is_number(symbol: Any) -> bool:
    return bool(getattr(symbol, "num_args", lambda: 1)() == 0)
