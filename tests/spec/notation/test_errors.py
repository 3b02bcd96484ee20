"""Whose line a message names: the user's own, whoever stands between."""

from __future__ import annotations

import inspect
from dataclasses import replace

import pytest

from spec.notation import LOSSY, Channel, Machine, State, Store, System, call, row
from spec.notation.errors import Place, SpecError, fault, here, shown


class Where(State):
    """Where an end stands."""

    IDLE = "IDLE"


class Idle(Machine):
    """Does nothing."""

    start, final = Where.IDLE, (Where.IDLE,)
    nothing = row(at=Where.IDLE, on=call("nothing"))


def line() -> int:
    """The line of the caller."""
    frame = inspect.currentframe()
    assert frame is not None
    assert frame.f_back is not None
    return frame.f_back.f_lineno


def test_a_place_is_printed_as_the_file_and_the_line() -> None:
    assert str(Place("/home/student/mine.py", 12)) == "mine.py:12"


def test_here_is_the_line_that_calls_into_the_notation() -> None:
    assert (here(), line()) == (Place(__file__, line()), line())


def test_a_system_stands_where_it_is_written() -> None:
    system, expected = System(Idle, Idle, LOSSY), line()
    assert system.place == Place(__file__, expected)


def test_a_row_stands_where_it_is_written() -> None:
    one, expected = row(at=Where.IDLE, on=call("nothing")), line()
    assert one.place == Place(__file__, expected)
    other, expected = one.but(note="another"), line()
    assert other.place == Place(__file__, expected)


def test_a_shorthand_that_hides_itself_is_passed_over() -> None:
    def shorthand() -> Place:
        __tracebackhide__ = True
        return here()

    assert (shorthand(), line()) == (Place(__file__, line()), line())


@pytest.mark.parametrize("make", ["Channel('x', Store.FIFO)", "LOSSY.holding(0)", "replace(LOSSY, capacity=0)"])
def test_a_fault_in_a_declaration_of_data_names_the_line_of_whoever_makes_it(make: str) -> None:
    code = compile(f"\n\n{make}", "homework.py", "exec")
    with pytest.raises(SpecError, match=r"^homework\.py:3: channel "):
        exec(code, {"Channel": Channel, "Store": Store, "LOSSY": LOSSY, "replace": replace})  # noqa: S102


def test_a_fault_is_one_sentence_after_the_place() -> None:
    error, expected = fault("this cannot be meant: write that"), line()
    assert str(error) == f"test_errors.py:{expected}: this cannot be meant: write that"


def test_a_value_is_shown_as_its_user_wrote_it() -> None:
    assert [shown(one) for one in (Where.IDLE, Idle, "IDLE", 5)] == ["IDLE", "Idle", "'IDLE'", "5"]


def test_what_cannot_be_seen_is_written_out_in_a_fault() -> None:
    assert str(SpecError("mine.py:1: '\x1b[31m\n' is no state: leave it out")) == (
        "mine.py:1: '\\x1b[31m\\n' is no state: leave it out"
    )
