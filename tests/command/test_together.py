"""Work on many things in processes of their own: the order, errors, Ctrl-C, and a process that dies."""

from __future__ import annotations

import os
import signal
import time

import pytest

from checker.command.outcomes import Refused
from checker.command.running.side_by_side import together
from checker.search.breadth_first import Watch
from spec.notation import SpecError

NUMBERS = range(6)
NAMES = [str(number) for number in NUMBERS]


def never(_: object) -> bool:
    return False


def squared(number: int, _: Watch | None) -> int:
    time.sleep(0.02 * (number % 2))
    return number * number


@pytest.mark.parametrize("jobs", [1, 2, 20])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    assert list(together(squared, NUMBERS, NAMES, jobs, never)) == [(0, 0), (1, 1), (2, 4), (3, 9), (4, 16), (5, 25)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_nothing_is_begun_after_a_last_result(jobs: int) -> None:
    results = list(together(squared, range(100), [""] * 100, jobs, lambda result: result == 4))
    assert results[:3] == [(0, 0), (1, 1), (2, 4)]
    assert len(results) < 10


def test_an_error_is_raised_here_with_its_words() -> None:
    def refuses(number: int, _: Watch | None) -> int:
        if number == 0:
            raise SpecError("not 0")
        return number

    with pytest.raises(SpecError, match="not 0"):
        list(together(refuses, NUMBERS, NAMES, 2, never))


def test_a_process_that_dies_is_one_sentence() -> None:
    def dies(number: int, _: Watch | None) -> int:
        os._exit(number)

    with pytest.raises(Refused, match="a process ended before its model was checked: give --jobs 1, or --max-states"):
        list(together(dies, NUMBERS, NAMES, 2, never))


def test_ctrl_c_begins_nothing_more_and_keeps_what_was_found_until_then() -> None:
    hears, says = os.pipe()

    def waits(number: int, _: Watch | None) -> str:
        try:
            if number == 2:
                os.write(says, b"at work")
            if number == 3:
                os.read(hears, 1)
                os.kill(os.getppid(), signal.SIGINT)
            time.sleep(0 if number < 2 else 30)
        except KeyboardInterrupt:
            return f"{number} interrupted"
        return f"{number} done"

    said = [result for _, result in together(waits, NUMBERS, NAMES, 2, never)]
    assert said == ["0 done", "1 done", "2 interrupted", "3 interrupted"]


def test_ctrl_c_where_nothing_was_found_yet_leaves_that_item_out() -> None:
    def waits(number: int, _: Watch | None) -> int:
        if number == 1:
            os.kill(os.getppid(), signal.SIGINT)
            time.sleep(30)
        return number

    assert 1 not in dict(together(waits, NUMBERS, NAMES, 2, never))
