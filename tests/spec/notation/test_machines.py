"""The rows of a machine, in reading order, and what a variant changes."""

from __future__ import annotations

import pytest

from spec.notation import (
    LOSSY,
    RETURN,
    TRUE,
    Call,
    Counter,
    Flag,
    Machine,
    Message,
    Number,
    Ours,
    Row,
    SeqVar,
    SpecError,
    State,
    System,
    Theirs,
    Timer,
    Variables,
    altered,
    arrival,
    call,
    row,
    timer,
)
from spec.notation.wording import words
from spec.tcp.table import Tcp
from spec.tcp.variables import RCV


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


def test_the_condition_of_a_row_can_be_narrowed_on_either_side() -> None:
    shut = RCV.WND == 0
    told = [words(Tcp.fin.but(when=when).when) for when in (Tcp.fin.when & shut, shut & Tcp.fin.when)]
    assert told == ["FIN, and all before it and RCV.WND == 0", "RCV.WND == 0 and FIN, and all before it"]


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


def test_a_machine_of_two_bases_has_the_changes_of_both() -> None:
    class Mute(Base):
        open = Base.open.never()

    class Deaf(Base):
        hear = Base.hear.never()

    class Both(Mute, Deaf):
        pass

    assert names(Both) == ["again", "close"]


def test_of_two_bases_with_a_row_each_the_machine_says_which_is_meant() -> None:
    class Quick(Base):
        hear = Base.hear.but(to=CLOSED)

    class Slow(Base):
        hear = Base.hear.but(note="later")

    class Both(Quick, Slow):
        hear = Slow.hear

    assert [one.note for one in Both.rows] == ["", "later", "", ""]


def test_a_row_of_a_class_in_front_that_is_no_machine_is_read() -> None:
    class Closes:
        hear = Base.hear.but(to=CLOSED)
        extra = row(at=CLOSED, on=arrival(SYN), to=OPEN)

    class Variant(Closes, Base):
        pass

    assert names(Variant) == ["open", "hear", "again", "close", "extra"]
    assert Variant.hear.to is CLOSED


def test_a_row_may_be_changed_column_by_column() -> None:
    class Variant(Base):
        hear = Base.hear.but(to=CLOSED).but(note="and leaves")

    assert (Variant.hear.to, Variant.hear.note, Variant.hear.made_from) == (CLOSED, "and leaves", Base.hear)


def test_a_row_made_by_a_function_is_read_under_the_name_that_it_is_given() -> None:
    def leaving(event: str) -> Row:
        return row(at=OPEN, on=call(event), to=CLOSED)

    class Variant(Base):
        abort = leaving("abort")

    assert names(Variant) == ["open", "hear", "again", "close", "abort"]


def test_a_change_that_changes_nothing_of_a_machine_gives_the_machine_itself() -> None:
    system = System(Base, Base, LOSSY)
    assert altered("the same", hear=lambda one: one.but(at=OPEN)).of(system) == system


def test_a_variable_keeps_its_name_where_another_class_refers_to_it() -> None:
    class Short(Variables):
        I = TCB.ISS  # noqa: E741  # an abbreviation

    assert Short.I.var.name == TCB.ISS.var.name == "ISS"
