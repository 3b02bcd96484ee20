"""What is true of every state that could be written down is called so, and nothing else is."""

from __future__ import annotations

import enum
from itertools import product
from typing import cast

import pytest
from hypothesis import given, strategies as st

from checker.verdicts.whatever import Ranges, settled
from spec.notation import TRUE, A, B, Bool, Counter, EnumVar, Flag, Ours, SeqVar, State, Variables, param
from spec.notation.formulas import Count
from spec.notation.nodes import All, Compare, Condition, Const, Holds, InState, Not, Of, Some
from tests.engines.random_settings import random


class Where(State):
    """Two states, of which an end is in one."""

    HERE, THERE = "HERE", "THERE"


class Colour(enum.Enum):
    """A small enumeration."""

    RED, BLUE = "red", "blue"


class Kept(Variables):
    """One variable of each kind."""

    up = Flag()
    count = Counter(2)
    colour = EnumVar(Colour)
    first = SeqVar(Ours)
    last = SeqVar(Ours)


HERE, THERE = Where
STATES = {"A": ("HERE", "THERE"), "B": ("HERE", "THERE")}
RANGES = Ranges(STATES)
UP, COUNT, RED = A[Kept.up], A[Kept.count], A[Kept.colour] == Colour.RED
FIRST, LAST = A[Kept.first], A[Kept.last]


@pytest.mark.parametrize(
    ("formula", "always"),
    [
        (A.is_in(HERE, THERE), True),
        (A.is_in(HERE) | A.is_in(THERE), True),
        (A.is_in(HERE) & A.is_in(THERE), False),
        (A.is_in(HERE) | B.is_in(THERE), None),
        (UP | ~UP, True),
        (UP & ~UP, False),
        (UP.implies(B[Kept.up]), None),
        (RED | (A[Kept.colour] == Colour.BLUE), True),
        ((COUNT > 1).implies(COUNT > 0), True),
        (COUNT >= 0, True),
        (COUNT <= 2, None),  # its bound is checked by the search: that it holds has been earned
        (FIRST == FIRST, True),
        ((FIRST == LAST).implies(LAST == FIRST), True),
        ((FIRST < LAST) | ~(FIRST < LAST), True),
        ((FIRST < LAST) | (LAST <= FIRST), True),
        ((FIRST < LAST) & (FIRST == LAST), False),
        ((FIRST < LAST).implies(~(LAST < FIRST)), None),  # half the numbers apart each is less
        (FIRST < FIRST + 1, None),  # sequence numbers are not worked out
        (UP.implies(TRUE), True),
        ((UP.implies(RED) & UP).called("so").implies(RED), True),
    ],
    ids=repr,
)  # fmt: skip
def test_a_formula_is_settled_by_itself(formula: Bool, always: bool | None) -> None:
    assert settled(formula, RANGES) is always


def test_what_follows_from_the_bounds_of_counters_is_told_apart() -> None:
    most: Count = param("MOST")
    assert settled(COUNT + B[Kept.count] <= 4, RANGES, bounded=True)
    assert settled(COUNT + B[Kept.count] <= 3, RANGES, bounded=True) is None
    assert settled(most >= COUNT, Ranges(STATES, {"MOST": 2}), bounded=True)
    assert settled(most >= COUNT, Ranges(STATES, {"MOST": 1}), bounded=True) is None


def test_a_formula_of_too_many_cases_is_left_open() -> None:
    class Many(Variables):
        """Counters of many values."""

        a, b, c, d = Counter(120), Counter(120), Counter(120), Counter(120)

    many = [A[one] for one in (Many.a, Many.b, Many.c, Many.d)]
    equal = (many[0] == many[1]) & (many[1] == many[2]) & (many[2] == many[3])
    assert settled(equal.implies(many[0] == many[3]), RANGES) is None


ATOMS = (A.is_in(HERE), B.is_in(THERE), UP, RED, COUNT > 1, COUNT < 1, COUNT == 2, TRUE)
FORMULAS = st.recursive(
    st.sampled_from(ATOMS),
    lambda part: st.one_of(
        part.map(lambda one: ~one),
        st.tuples(part, part).map(lambda two: two[0] & two[1]),
        st.tuples(part, part).map(lambda two: two[0] | two[1]),
    ),
    max_leaves=8,
)


@random
@given(FORMULAS)
def test_a_formula_is_settled_as_trying_every_state_settles_it(formula: Bool) -> None:
    tried = {
        _true(formula.node, {"A": a, "B": b}, {"up": up, "count": count, "colour": colour})
        for a, b, up, count, colour in product(STATES["A"], STATES["B"], range(2), range(4), range(2))
    }
    assert settled(formula, RANGES) is (tried.pop() if len(tried) == 1 else None)


def _true(node: Condition, states: dict[str, str], values: dict[str, int]) -> bool:
    match node:
        case Not(part=part):
            return not _true(part, states, values)
        case All(parts=parts):
            return all(_true(part, states, values) for part in parts)
        case Some(parts=parts):
            return any(_true(part, states, values) for part in parts)
        case InState(end=end, states=among):
            return states[end] in among
        case Holds(flag=Of(var=var)):
            return bool(values[var.name])
        case Compare(op=op, left=left, right=right):
            one, other = (
                values[side.var.name] if isinstance(side, Of) else cast(Const, side).value for side in (left, right)
            )
            return one == other if op == "==" else one < other if op == "<" else one <= other
        case _:
            return True
