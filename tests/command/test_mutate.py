"""The verb ``mutate``: what notices that a row of the table is dropped or altered."""

from __future__ import annotations

import pytest

from checker.command.outcomes import Refused
from checker.command.verbs.mutate import SAME, SETTINGS, main
from checker.evidence.mutants import mutants, mutated, same_decisions
from spec.tcp.survivors import REASONS
from spec.tcp.table import Tcp

MUTANTS = {str(mutant): mutant for mutant in mutants(Tcp)}


def does_the_same(name: str) -> bool:
    return same_decisions(Tcp, mutated(Tcp, MUTANTS[name]), SETTINGS)


def test_every_reason_is_of_a_mutant_that_there_is() -> None:
    assert set(REASONS) <= set(MUTANTS)


@pytest.mark.parametrize("name", REASONS)
def test_a_survivor_with_a_reason_does_something_else_in_some_state(name: str) -> None:
    assert not does_the_same(name)


def test_a_row_that_nothing_can_follow_needs_no_return() -> None:
    assert does_the_same("abort: without RETURN")


def test_a_row_of_the_clock_is_compared_where_there_is_a_clock() -> None:
    assert not does_the_same("time_wait_runs: dropped")


def test_a_row_that_only_drops_a_segment_is_not_the_same_as_none_where_others_stand_below() -> None:
    assert not does_the_same("listen_rst: dropped")


def test_what_notices_the_mutants_of_two_rows(capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["listen_rst", "abort_closing", "--jobs", "2"])
    assert (status, capsys.readouterr().out.splitlines()) == (
        0,
        [
            "abort_closing: dropped: killed by scenario abort-closing",
            "abort_closing: without forgetting: killed by scenario abort-closing",
            f"abort_closing: without RETURN: SURVIVES ({SAME})",
            "abort_closing: stays in its state: killed by scenario abort-closing",
            "abort_closing: goes to CLOSE-WAIT: killed by scenario abort-closing",
            "listen_rst: dropped: killed by scenario resets-unheeded",
            "listen_rst: without RETURN: killed by scenario resets-unheeded",
            "6 of 6 mutants killed, 100.0 %; 1 more does what the table does, and is none",
        ],
    )


def test_a_row_that_there_is_not_is_refused() -> None:
    with pytest.raises(Refused, match=r"^Tcp has no row 'listen_rts' \(did you mean listen_rst"):
        main(["listen_rts"])


def test_a_folder_without_captures_is_refused(tmp_path: object) -> None:
    with pytest.raises(Refused, match=r"has no capture whose name says its end, such as close\.client\.pcap$"):
        main(["listen_rst", "--captures", str(tmp_path)])
