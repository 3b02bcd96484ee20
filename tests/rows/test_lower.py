"""Rows to decisions: effects in order become one assignment, and nothing is asked twice."""

from __future__ import annotations

import enum

from checker.rows.configuration import frames
from checker.rows.decisions import Ask, Check, Cut, Leaf, Pick, Tree
from checker.rows.lower import Reading
from spec.notation import (
    PERFECT,
    RETURN,
    ControlBits,
    Counter,
    Event,
    Flag,
    Machine,
    Message,
    Number,
    Numbers,
    Ours,
    SeqVar,
    State,
    System,
    Theirs,
    Variables,
    any_of,
    arrival,
    call,
    fresh,
    row,
)
from spec.notation.nodes import Compare, Const, Drawn, HasBits, Nth, Plus
from spec.notation.systems import Limits


class Where(State):
    """Where an end stands."""

    IDLE = "IDLE"
    OPEN = "OPEN"


IDLE, OPEN = Where


class Ctl(enum.IntFlag):
    """Control bits."""

    SYN = 1
    ACK = 2


class SEG(Message):
    """A segment."""

    SEQ = Number(Theirs)
    CTL = ControlBits(Ctl)


class Vars(Variables):
    """Some variables."""

    X = SeqVar(Ours)
    Y = SeqVar(Ours)
    C = Counter(3)
    F = Flag()


x, y, c, f = Vars.X, Vars.Y, Vars.C, Vars.F
GO = call("go")


def tree(machine: type[Machine], event: Event = GO, isn: Numbers | None = None, most: int | None = None) -> Tree:
    """The decisions of end A in state IDLE."""
    limits: Limits = {} if most is None else {GO: most}
    system = System(machine, machine, PERFECT, modulus=8, isn={"A": isn, "B": isn} if isn else {}, at_most=limits)
    return Reading(frames(system)["A"], event).tree(0)


def test_each_effect_sees_those_before_it_and_the_leaf_sees_the_state_before_the_event() -> None:
    class Swaps(Machine):
        start, final = IDLE, (OPEN,)
        go = row(at=IDLE, on=GO, do=[x.set_to(y + 1), y.set_to(x + 1), SEG.send(SEQ=y, CTL=Ctl.SYN)], to=OPEN)

    found = tree(Swaps)
    assert isinstance(found, Leaf)
    more = Plus(y.node, Const(2))
    assert (found.state, found.fired) == (1, (0,))
    assert found.sets == ((x.var, Plus(y.node, Const(1))), (y.var, more))
    assert found.sends == ((SEG, (more, Const(1))),)


def test_reading_goes_on_from_the_new_state_unless_the_row_says_return() -> None:
    class GoesOn(Machine):
        start, final = IDLE, (IDLE,)
        out = row(at=IDLE, on=GO, to=OPEN)
        back = row(at=OPEN, on=GO, to=IDLE)

    class Stops(GoesOn):
        out = GoesOn.out.but(then=RETURN)

    assert tree(GoesOn) == Leaf(0, fired=(0, 1))
    assert tree(Stops) == Leaf(1, fired=(0,))


def test_what_a_guard_has_decided_is_not_asked_below_it() -> None:
    class Twice(Machine):
        start, final = IDLE, (OPEN,)
        first = row(at=IDLE, on=GO, when=f, do=[SEG.send()])
        second = row(at=IDLE, on=GO, when=f, do=[SEG.send()], to=OPEN)
        third = row(at=(IDLE, OPEN), on=GO, when=~f, do=[f.set_to(~f)])

    found = tree(Twice)
    assert isinstance(found, Ask)
    assert found.condition == f.node
    assert isinstance(found.yes, Leaf)
    assert isinstance(found.no, Leaf)
    assert (found.yes.fired, found.no.fired) == ((0, 1), (2,))


def test_a_bit_is_asked_once_for_several_rows() -> None:
    class Bits(Machine):
        start, final = IDLE, (OPEN,)
        both = row(at=IDLE, on=arrival(SEG, SEG.CTL, Ctl.SYN | Ctl.ACK), to=OPEN, then=RETURN)
        syn = row(at=IDLE, on=arrival(SEG, SEG.CTL, Ctl.SYN), do=[SEG.send()])

    found = tree(Bits, arrival(SEG))
    assert isinstance(found, Ask)
    assert isinstance(found.no, Ask)
    assert found.no.condition == HasBits(SEG.CTL.node, 1)


def test_a_call_that_may_happen_so_often_is_counted() -> None:
    class Calls(Machine):
        start, final = IDLE, (OPEN,)
        go = row(at=IDLE, on=GO, to=OPEN)

    found = tree(Calls, most=2)
    assert isinstance(found, Ask)
    assert isinstance(found.condition, Compare)
    assert found.condition.right == Const(2)
    assert found.no == Leaf(0)
    assert tree(Calls, most=0) == Leaf(0)


class Draws(Machine):
    """Chooses two numbers at once."""

    start, final = IDLE, (IDLE,)
    go = row(at=IDLE, on=GO, do=[x.choose(), y.choose()])


def test_fresh_numbers_are_drawn_one_after_the_other_and_run_out() -> None:
    found = tree(Draws, isn=fresh(4, 5))
    assert isinstance(found, Ask)
    assert found.no == Cut("A chose all of its numbers (fresh, in order: 4, 5)", fired=(0,))
    assert isinstance(found.yes, Ask)
    leaf = found.yes.yes
    assert isinstance(leaf, Leaf)
    first, second = (term for var, term in leaf.sets if var in (x.var, y.var))
    assert isinstance(first, Nth)
    assert isinstance(second, Nth)
    assert second.index == Plus(first.index, Const(1), seq=False)


def test_any_of_several_numbers_is_a_choice_each_time_and_none_twice() -> None:
    found = tree(Draws, isn=any_of(4, 5, 4))
    assert isinstance(found, Pick)
    assert (found.index, found.numbers) == (0, (4, 5))
    assert isinstance(found.then, Pick)
    assert found.then.then == Leaf(0, ((x.var, Drawn(0)), (y.var, Drawn(1))), fired=(0,))


def test_a_counter_is_checked_where_it_is_set_and_a_constant_within_its_bounds_is_not() -> None:
    class Counts(Machine):
        start, final = IDLE, (IDLE,)
        up = row(at=IDLE, on=GO, do=[c.set_to(c + 1)])
        again = row(at=IDLE, on=GO, do=[c.set_to(2)])

    found = tree(Counts)
    assert isinstance(found, Leaf)
    assert found.sets == ((c.var, Const(2)),)
    assert found.checks == (Check(Plus(c.node, Const(1), seq=False), 3, 0, "takes A.C"),)
