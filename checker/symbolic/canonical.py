"""One way to write a state: what is assumed to be equal is written alike, and what does not matter is not assumed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from checker.configuration import Carried, Configuration, Local, Value
from checker.symbolic.numbers import MODULUS, Base, Question, Sum, Word
from checker.symbolic.oracle import Assumed

Known = dict[Base, tuple[Sum, int]]
"""Bases that are equal to others, plus an offset."""


def canonical(configuration: Configuration, assumed: Assumed) -> tuple[Configuration, Assumed]:
    """The same state, each number written by the fewest bases."""
    equal = equalities(assumed)
    if not equal:
        return configuration, assumed
    return _configuration(configuration, equal), frozenset(
        one for question, answer in assumed for one in _assumption(question, answer, equal)
    )


def equalities(assumed: Assumed) -> Known:
    """The bases that the assumptions make equal to another one; of two the later named goes."""
    found: Known = {}
    for question, answer in sorted(assumed):
        if answer and question.kind == "zero" and len(question.bases) == 2:
            (one, times), (other, more) = question.bases
            if {times, more} == {1, -1} and one not in found and other not in found:
                gone, kept, sign = (other, one, more) if one.name < other.name else (one, other, times)
                found[gone] = (((kept, 1),), -sign * question.offset)
    return found


def _assumption(question: Question, answer: bool, equal: Known) -> Iterable[tuple[Question, bool]]:
    """The assumption in fewer bases; an equality that was put in stays as it is, what is decided by it goes."""
    if answer and question.kind == "zero" and any(base in equal for base, _ in question.bases):
        return [(question, answer)]
    bases, offset = _sum(question.bases, question.offset, equal)
    than, most = _sum(question.than, question.most, equal)
    return [(replace(question, bases=bases, offset=offset, than=than, most=most), answer)] if bases or than else []


def _sum(bases: Sum, offset: int, equal: Known) -> tuple[Sum, int]:
    number = Word.of((), offset)
    for base, times in bases:
        put, more = equal.get(base, (((base, 1),), 0))
        number = number + Word.of(tuple((one, many * times) for one, many in put), more * times)
    return (number.bases, number.offset) if isinstance(number, Word) else ((), number % MODULUS)


def _configuration(one: Configuration, equal: Known) -> Configuration:
    return Configuration(
        _local(one.a, equal),
        _local(one.b, equal),
        tuple(sorted(_carried(message, equal) for message in one.to_a)),
        tuple(sorted(_carried(message, equal) for message in one.to_b)),
        one.forged,
    )


def _local(one: Local, equal: Known) -> Local:
    return replace(one, values=tuple(_value(value, equal) for value in one.values))


def _carried(one: Carried, equal: Known) -> Carried:
    return replace(one, values=tuple(_number(value, equal) for value in one.values))


def _value(value: Value, equal: Known) -> Value:
    if isinstance(value, frozenset):
        return frozenset(tuple(_number(one, equal) for one in each) for each in value)
    return _number(value, equal)


def _number(value: int, equal: Known) -> int:
    return Word.of(*_sum(value.bases, value.offset, equal)) if isinstance(value, Word) else value


def resolved(ways: Iterable[Assumed]) -> list[Assumed]:
    """The same ways without questions of which both answers are among them (resolution, Robinson 1965)."""
    found = set(ways)
    merged = True
    while merged:
        merged = False
        for one in sorted(found, key=sorted):
            for question, answer in sorted(one):
                rest = one - {(question, answer)}
                if rest | {(question, not answer)} in found:
                    found -= {one, rest | {(question, not answer)}}
                    found.add(rest)
                    merged = True
                    break
            if merged:
                break
    return [one for one in sorted(found, key=sorted) if not any(other < one for other in found)]
