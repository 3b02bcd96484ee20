"""A trace is walked again by the reference interpreter, which refuses what the rules do not allow."""

from __future__ import annotations

from dataclasses import replace

from checker import Trace, explore
from checker.results import Packet
from checker.retrace import retraced
from spec.catalogue import MODELS
from spec.notation import Model

MODEL = MODELS["no-time-wait"]
assert isinstance(MODEL, Model)
FOUND = explore(MODEL)
TRACE = FOUND.trace("never_reset")


def changed(trace: Trace, number: int, **fields: object) -> Trace:
    steps = list(trace.steps)
    steps[number] = replace(steps[number], **fields)  # type: ignore[arg-type]
    return replace(trace, steps=tuple(steps))


def test_a_counterexample_of_the_explorer_is_a_run_of_the_rules() -> None:
    assert retraced(FOUND.successors, TRACE)


def test_a_run_is_refused_from_another_start() -> None:
    assert not retraced(FOUND.successors, replace(TRACE, start=TRACE.steps[0].after))


def test_a_run_is_refused_with_a_step_left_out() -> None:
    assert not retraced(FOUND.successors, replace(TRACE, steps=(*TRACE.steps[:2], *TRACE.steps[3:])))


def test_a_run_is_refused_where_a_step_ends_elsewhere() -> None:
    assert not retraced(FOUND.successors, changed(TRACE, -1, after=TRACE.start))


def test_a_run_is_refused_where_something_else_is_sent() -> None:
    assert not retraced(FOUND.successors, changed(TRACE, 0, sent=(Packet("B", "<SEQ=1><CTL=SYN>", "SYN"),)))


def test_a_run_is_refused_where_other_rows_fired() -> None:
    assert not retraced(FOUND.successors, changed(TRACE, 0, rows=()))
