"""What Spacer finds, in words: for each control state what is true of the variables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from checker.horn.integers import Integers

Sums = tuple[tuple[str, int], ...]
"""Variables, each with how often it is added."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is true in some control states; ``says`` is ``never`` where the end is in none of them."""

    states: tuple[str, ...]
    says: str


def said(relation: Integers, variables: Sequence[Any], answer: Any) -> Sequence[Found]:
    """The invariant that an answer of Spacer's defines, state by state; those alike stand together."""
    z, together = relation.solver, dict[str, list[str]]()
    equation = answer.body()
    for place, state in enumerate(relation.frame.states):
        put_in = _in_order(z, equation.arg(0), [z.IntVal(place), *variables])
        here = z.simplify(z.substitute_vars(equation.arg(1), *put_in))
        together.setdefault(_Words(z).of(here), []).append(state)
    return [Found(tuple(states), text) for text, states in together.items()]


def _in_order(z: Any, head: Any, arguments: Sequence[Any]) -> list[Any]:
    """The terms for the bound variables, in the order of their indices."""
    by_index = {z.get_var_index(head.arg(place)): term for place, term in enumerate(arguments)}
    return [by_index[index] for index in sorted(by_index)]


class _Words:
    """Formulas over whole numbers as text: comparisons with nothing subtracted on either side."""

    def __init__(self, z: Any) -> None:
        self.z = z

    def of(self, formula: Any) -> str:
        z, inner = self.z, formula.arg(0) if self.z.is_not(formula) else None
        if inner is not None and (z.is_and(inner) or z.is_or(inner)):
            parts = [z.simplify(z.Not(part)) for part in inner.children()]
            return self.of(z.Or(*parts) if z.is_and(inner) else z.And(*parts))
        if z.is_true(formula) or z.is_false(formula):
            return "anything" if z.is_true(formula) else "never"
        if z.is_or(formula):
            parts = sorted(map(self.of, formula.children()))
            return " or ".join(f"({one})" if " and " in one else one for one in parts)
        return self._all(formula.children() if z.is_and(formula) else [formula])

    def _all(self, parts: Sequence[Any]) -> str:
        """Parts that are all true: of two bounds of a sum the tighter one; two that meet are ``=``."""
        least: dict[Sums, int] = {}
        texts: list[str] = []
        for part in parts:
            bound = self._bound(part)
            if bound is None:
                text = self._other(part)
                texts.append(f"({text})" if " or " in text and len(parts) > 1 else text)
            else:
                least[bound[0]] = min(bound[1], least.get(bound[0], bound[1]))
        for sums, number in least.items():
            opposite = tuple((name, -times) for name, times in sums)
            if least.get(opposite) != -number:
                texts.append(_at_least(sums, number))
            elif sums > opposite:
                texts.append(" = ".join(_sides(sums, number)))
        return " and ".join(sorted(texts))

    def _other(self, part: Any) -> str:
        z = self.z
        inner, sign = (part.arg(0), "!=") if z.is_not(part) else (part, "=")
        if z.is_eq(inner) and z.is_int(inner.arg(0)):
            return f" {sign} ".join(_sides(*self._difference(inner)))
        return self.of(part) if z.is_and(inner) or z.is_or(inner) else " ".join(str(part).split())

    def _bound(self, part: Any) -> tuple[Sums, int] | None:
        """Sums and a number which together are 0 or more, where that is what a part says."""
        z = self.z
        inner, yes = (part.arg(0), False) if z.is_not(part) else (part, True)
        if not (z.is_le(inner) or z.is_ge(inner) or z.is_lt(inner) or z.is_gt(inner)):
            return None
        sums, number = self._difference(inner)
        strict = z.is_lt(inner) or z.is_gt(inner)
        if (z.is_le(inner) or z.is_lt(inner)) == yes:
            sums, number = tuple((name, -times) for name, times in sums), -number
        return sums, number - (strict == yes)

    def _difference(self, comparison: Any) -> tuple[Sums, int]:
        """The left side less the right one."""
        sums, number = dict[str, int](), 0
        for side, term in ((1, comparison.arg(0)), (-1, comparison.arg(1))):
            for times, name in self._summands(term):
                number += 0 if name else side * times
                sums[name] = sums.get(name, 0) + side * times
        return tuple(sorted((name, times) for name, times in sums.items() if name and times)), number

    def _summands(self, term: Any) -> Iterator[tuple[int, str]]:
        z = self.z
        if z.is_add(term):
            for part in term.children():
                yield from self._summands(part)
        elif z.is_mul(term) and z.is_int_value(term.arg(0)):
            yield term.arg(0).as_long(), str(term.arg(1))
        else:
            yield (term.as_long(), "") if z.is_int_value(term) else (1, str(term))


def _at_least(sums: Sums, number: int) -> str:
    """That sums and a number are 0 or more, the smaller side first."""
    strict = number < 0
    more, less = _sides(sums, number + strict)
    return f"{less} {'<' if strict else '<='} {more}"


def _sides(sums: Sums, number: int) -> tuple[str, str]:
    """What is added, and what is subtracted."""
    plus = [_times(times, name) for name, times in sums if times > 0] + [str(number)] * (number > 0)
    minus = [_times(-times, name) for name, times in sums if times < 0] + [str(-number)] * (number < 0)
    return " + ".join(plus) or "0", " + ".join(minus) or "0"


def _times(times: int, name: str) -> str:
    return name if times == 1 else f"{times} {name}"
