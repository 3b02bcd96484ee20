"""Conditions on numbers in the words of the RFC."""

from __future__ import annotations

from checker.symbolic.numbers import MODULUS, Question, Sum
from checker.symbolic.oracle import Assumed


def condition_words(assumed: Assumed) -> str:
    """``the ACK of an old ACK to B = B's ISN + 1``; parts joined by "and"."""
    said = (_words(question, answer) for question, answer in assumed)
    return " and ".join(sorted(said, key=lambda one: (" = " not in one, one)))  # equalities first


def _words(question: Question, answer: bool) -> str:
    if question.kind == "below":
        left, right = _side(question.bases, question.offset), _side(question.than, question.most)
        return f"{left} {'<' if answer else '>='} {right} as amounts"
    left, right = _apart(question.bases, question.offset)
    if question.kind == "zero":
        return f"{left} {'=' if answer else 'is not'} {right}"
    return f"{left} is {'before' if answer else 'not before'} {right}"


def _apart(bases: Sum, offset: int) -> tuple[str, str]:
    """A sum that is compared with 0, as two sides."""
    plus = tuple((base, times) for base, times in bases if times > 0)
    minus = tuple((base, -times) for base, times in bases if times < 0)
    small = offset - MODULUS if offset > MODULUS // 2 else offset
    return _side(plus, max(small, 0)), _side(minus, max(-small, 0))


def _side(bases: Sum, offset: int) -> str:
    said = [base.name if times == 1 else f"{times} x {base.name}" for base, times in bases]
    return " + ".join([*said, *([str(offset)] if offset or not said else [])])
