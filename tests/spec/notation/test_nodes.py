"""Nodes: plain data that can be walked, rebuilt and compared."""

from __future__ import annotations

from spec.notation.nodes import (
    FALSEHOOD,
    TRUTH,
    All,
    Compare,
    Const,
    Contains,
    Holds,
    Named,
    Node,
    Not,
    Of,
    Plus,
    Seqs,
    Some,
    Space,
    Var,
    children,
    rebuild,
    walk,
)

X, Y = Var("X", Seqs(Space.OURS)), Var("Y", Seqs(Space.OURS))
LESS = Compare("<", X, Plus(Y, Const(1)), seq=True)


def test_walking_meets_every_part_from_the_top_and_left_to_right() -> None:
    formula = All((Not(LESS), Holds(X)))
    assert list(walk(formula)) == [
        formula, Not(LESS), LESS, X, Plus(Y, Const(1)), Y, Const(1), Holds(X), X,
    ]  # fmt: skip


def test_a_variable_has_nothing_below_it_and_a_history_has_its_values() -> None:
    assert children(X) == ()
    assert children(Of("A", X)) == (X,)
    assert children(Contains(Of("A", X), (X, Y))) == (Of("A", X), X, Y)


def test_rebuilding_changes_the_parts_asked_for_and_keeps_the_rest() -> None:
    def swap(node: Node) -> Node | None:
        return Y if node == X else X if node == Y else None

    assert rebuild(LESS, swap) == Compare("<", Y, Plus(X, Const(1)), seq=True)
    assert rebuild(Some((LESS, Named("so", LESS))), lambda node: None) == Some((LESS, Named("so", LESS)))


def test_rebuilding_does_not_look_below_what_was_changed() -> None:
    assert rebuild(Not(LESS), lambda node: TRUTH if node == LESS else FALSEHOOD if node == X else None) == Not(TRUTH)


def test_equal_formulas_are_equal_and_can_be_looked_up() -> None:
    assert Compare("<", X, Plus(Y, Const(1)), seq=True) == LESS
    assert {LESS: 1}[Compare("<", X, Plus(Y, Const(1)), seq=True)] == 1


def test_variables_of_one_name_in_two_groups_are_two() -> None:
    assert Var("X", Seqs(Space.OURS), group="SND") != Var("X", Seqs(Space.OURS), group="RCV")
