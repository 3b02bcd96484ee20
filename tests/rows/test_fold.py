"""What constants and facts decide."""

from __future__ import annotations

import pytest

from checker.rows.fold import fold, learn, negated
from spec.notation import PERFECT, Counter, Flag, Machine, Ours, SeqVar, State, System, Variables, call, param, row
from spec.notation.formulas import FALSE, TRUE, Bool
from spec.notation.nodes import AsNumber, Compare, Condition, Const, HasBits, Not, Nth, Plus, Truth, Var


class Where(State):
    """Where an end stands."""

    IDLE = "IDLE"


class Vars(Variables):
    """Some variables."""

    X = SeqVar(Ours)
    Y = SeqVar(Ours)
    C = Counter(9)
    F = Flag()


class Idle(Machine):
    """Does nothing."""

    start, final = Where.IDLE, (Where.IDLE,)
    nothing = row(at=Where.IDLE, on=call("nothing"), when=param("N") > 0)


SYSTEM = System(Idle, Idle, PERFECT, modulus=8, params={"N": 3})
x, y, c, f = Vars.X, Vars.Y, Vars.C, Vars.F
N = param("N")


@pytest.mark.parametrize(
    ("formula", "folded"),
    [
        (x == x, TRUE),
        (x <= x, TRUE),
        (x < x, FALSE),
        (x + 8 == x, x + 8 == x),
        (c + 0 == c, TRUE),
        (x + 1 + 1 == x + 2, TRUE),
        (x + 3 - 1 == x + 2, TRUE),
        (x - 1 + 1 == x, TRUE),
        (c < N, c < 3),
        ((c < N) & TRUE, c < 3),
        ((c < N) & FALSE, FALSE),
        ((c < N) | TRUE, TRUE),
        (~~f, f),
        (f.implies(f), f.implies(f)),
        (TRUE.implies(f), f),
        (f.called("so") & f, f),
    ],
    ids=str,
)
def test_a_formula_is_folded(formula: Bool, folded: Bool) -> None:
    def plain(one: Bool) -> object:
        return fold(one.node, SYSTEM)

    assert plain(formula) == plain(folded)
    assert fold(fold(formula.node, SYSTEM), SYSTEM) == fold(formula.node, SYSTEM)


def test_a_sum_of_constants_is_taken_modulo_the_number_space_and_a_count_is_not() -> None:
    assert fold(Plus(Const(7), Const(3)), SYSTEM) == Const(2)
    assert fold(Plus(Const(7), Const(3), seq=False), SYSTEM) == Const(10)
    assert fold(Plus(Const(1), Const(3), minus=True), SYSTEM) == Const(6)


def test_a_sequence_number_and_a_count_are_not_added_up_as_one() -> None:
    both = Plus(Plus(x.node, Const(7)), Const(7), seq=False)
    assert fold(both, SYSTEM) == both


def test_a_number_drawn_at_a_known_place_is_known() -> None:
    assert fold(Nth((4, 5), Plus(Const(0), Const(1), seq=False)), SYSTEM) == Const(5)


def test_a_flag_of_a_condition_is_the_condition() -> None:
    holds = f.node
    assert fold(AsNumber(holds), SYSTEM) == Var("F", f.var.domain, group="Vars")
    assert fold(AsNumber(Truth(True)), SYSTEM) == Const(1)


def test_a_mask_is_asked_bit_by_bit_and_a_known_bit_is_not_asked_again() -> None:
    field = x.node
    first, second = HasBits(field, 1), HasBits(field, 2)
    assert fold(HasBits(field, 3), SYSTEM, {first: True}) == second
    assert fold(HasBits(field, 3), SYSTEM, {first: False}) == Truth(False)


def test_what_a_fact_decides_is_not_asked() -> None:
    guard: Condition = (x == y).node
    assert fold((~(x == y) | f).node, SYSTEM, {guard: True}) == f.node
    assert fold((~(x == y) | f).node, SYSTEM, {guard: False}) == Truth(True)


def test_a_conjunction_that_holds_teaches_its_parts_and_one_that_does_not_teaches_nothing_of_them() -> None:
    both, first, second = ((x == y) & f).node, (x == y).node, f.node
    assert learn({}, both, True) == {both: True, first: True, second: True}
    assert learn({}, both, False) == {both: False}
    assert learn({}, Not(second), False) == {Not(second): False, second: True}


def test_a_negation_is_never_doubled() -> None:
    one = Compare("<", Const(1), c.node, seq=False)
    assert negated(negated(one)) == one
    assert negated(Truth(True)) == Truth(False)
