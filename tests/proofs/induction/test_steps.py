"""What is true after two steps wherever it was true for two states, and is not after one."""

from __future__ import annotations

from checker.proofs.induction.proof import prove_by_induction
from checker.results.answers import Verdict
from spec.notation import PERFECT, RETURN, TRUE, A, Counter, Machine, State, System, Variables, call, row
from spec.notation.invariants import Induction, Invariant


class Place(State):
    """Three places, of which the third is never entered."""

    ONE = "one"
    TWO = "two"
    LOST = "lost"


class Kept(Variables):
    """How often it has turned."""

    TURN = Counter(3)


TURN = call("turn")


class Turning(Machine):
    """From one to two with turn 1, back with turn 0; lost only from two with turn 0."""

    start = Place.ONE
    final = (Place.LOST,)
    go = row(at=Place.ONE, on=TURN, do=[Kept.TURN.set_to(1)], to=Place.TWO, then=RETURN)
    lose = row(at=Place.TWO, on=TURN, when=Kept.TURN == 0, to=Place.LOST, then=RETURN)
    back = row(at=Place.TWO, on=TURN, when=TRUE, do=[Kept.TURN.set_to(0)], to=Place.ONE, then=RETURN)


NEVER_LOST = {"never_lost": Invariant("A is not lost", ~A.is_in(Place.LOST), "turn 0 is left behind at place one")}
SYSTEM = System(Turning, Turning, PERFECT, at_most={("B", TURN): 0})


def test_one_step_is_not_enough_and_the_story_is_a_place_that_no_run_comes_to() -> None:
    found = prove_by_induction(Induction(SYSTEM, NEVER_LOST))
    assert (found.answers["never_lost"].verdict, found.answers["never_lost"].why) == (
        Verdict.NOT_ESTABLISHED,
        "not inductive",
    )
    story = found.story("never_lost")
    assert [point.a.state for point in story.points] == ["two", "lost"]
    assert [row.name for step in story.steps for row in step.rows] == ["lose"]


def test_two_steps_are_enough_for_what_needs_the_state_before() -> None:
    found = prove_by_induction(Induction(SYSTEM, NEVER_LOST, k=2))
    assert all(found.answers.values())
