"""The rows of a machine, in reading order, and what a variant changes."""

from __future__ import annotations

import pytest

from spec.notation import (
    RETURN,
    TRUE,
    Call,
    Counter,
    Flag,
    Machine,
    Message,
    Number,
    Ours,
    SeqVar,
    SpecError,
    State,
    Theirs,
    Timer,
    Variables,
    arrival,
    call,
    row,
    timer,
)


class Where(State):
    """Where an end stands."""

    CLOSED = "CLOSED"
    OPEN = "OPEN"


CLOSED, OPEN = Where


class SYN(Message):
    """The peer opens."""

    SEQ = Number(Theirs)


class TCB(Variables):
    """What an end keeps."""

    ISS = SeqVar(Ours)
    IRS = SeqVar(Theirs)
    TRIES = Counter(2)
    WAS = Flag(ghost=True)


class Base(Machine):
    """Opens, hears and closes."""

    start = CLOSED
    open = row(at=CLOSED, on=call("open"), do=[TCB.ISS.choose(), SYN.send(SEQ=TCB.ISS)], to=OPEN, rfc="3.10.1")
    hear = row(at=OPEN, on=arrival(SYN), do=[TCB.IRS.set_to(SYN.SEQ)], then=RETURN)
    again = row(at=OPEN, on=timer("again"), do=[SYN.send(SEQ=TCB.ISS)])
    close = row(at=OPEN, on=call("close"), to=CLOSED)


def names(machine: type[Machine]) -> list[str]:
    return [one.name for one in machine.rows]


def test_rows_are_read_in_the_order_in_which_they_are_written() -> None:
    assert names(Base) == ["open", "hear", "again", "close"]


def test_an_override_stands_where_the_row_stood_and_a_new_row_is_read_last() -> None:
    class Variant(Base):
        extra = row(at=CLOSED, on=arrival(SYN), to=OPEN)
        hear = Base.hear.but(to=CLOSED)

    assert names(Variant) == ["open", "hear", "again", "close", "extra"]
    assert [one.to for one in Variant.rows] == [OPEN, CLOSED, None, CLOSED, OPEN]


def test_an_override_changes_its_columns_and_keeps_the_others() -> None:
    class Variant(Base):
        open = Base.open.but(rfc="nowhere")

    assert (Variant.open.rfc, Base.open.rfc) == ("nowhere", "3.10.1")
    assert (Variant.open.at, Variant.open.on, Variant.open.do) == (Base.open.at, Base.open.on, Base.open.do)


def test_a_row_that_is_struck_out_is_not_read_but_keeps_its_variables() -> None:
    class Mute(Base):
        open = Base.open.never()

    assert names(Mute) == ["hear", "again", "close"]
    assert names(Base) == ["open", "hear", "again", "close"]
    assert Mute.variables() == Base.variables()


def test_a_variant_of_a_variant_has_both_changes() -> None:
    class Mute(Base):
        open = Base.open.never()

    class Deaf(Mute):
        hear = Mute.hear.never()

    assert names(Deaf) == ["again", "close"]


def test_variables_come_in_the_order_in_which_they_are_first_set_and_events_in_that_of_the_rows() -> None:
    assert [var.name for var in Base.variables()] == ["ISS", "IRS"]
    assert Base.events() == (Call("open"), arrival(SYN), Timer("again"), Call("close"))
    assert Base.states() == (CLOSED, OPEN)


def test_a_row_of_a_base_that_could_fire_may_be_shut_out_by_an_override_and_that_is_refused() -> None:
    class Two(Machine):
        start, final = CLOSED, (OPEN,)
        first = row(at=CLOSED, on=call("go"), when=TCB.TRIES < 1, do=[TCB.TRIES.set_to(1)], then=RETURN)
        second = row(at=CLOSED, on=call("go"), to=OPEN)

    with pytest.raises(SpecError, match="row 'second' of Greedy can never fire: 'first'"):

        class Greedy(Two):  # pyright: ignore[reportUnusedClass]
            first = Two.first.but(when=TRUE)
