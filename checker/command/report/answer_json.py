"""The answer to a why for other programs: an object for JSON."""

from __future__ import annotations

from checker.evidence.counterfactual import Beside
from checker.evidence.repairs import Repairs
from checker.explaining.answer import Answered, Told
from checker.explaining.run_columns import step_lines
from checker.results.runs import Trace


def answer_object(why: Answered) -> dict[str, object]:
    """The answer to a why, as one object."""
    return {
        "schema": 1,
        "question": why.question,
        "reason": why.reason,
        "property": why.here.answer.property,
        "about": why.here.answer.about,
        "here": _side(why.here),
        "there": None if why.there is None else _side(why.there),
        "base": None if why.base is None else _side(why.base),
        "run": _steps(why.trace, why.beside),
        "parted": None if why.beside is None else why.beside.parted,
        "rows_that_differ": list(why.differ),
        "violated": None if why.violated is None else why.violated.as_json(),
        "repairs": None if why.repairs is None else _repairs(why.repairs),
        "try": [f"handwave {command}" for command in why.try_next],
    }


def _repairs(repairs: Repairs) -> dict[str, object]:
    found = [change.name for change in repairs.found]
    return {"found": found, "tried": repairs.tried, "not_tried": repairs.left, "not_established": repairs.open}


def _side(told: Told) -> dict[str, object]:
    return {
        "called": told.called,
        "verdict": str(told.answer.verdict),
        "steps": told.answer.steps,
        "cost": told.answer.cost,
        "states": told.states,
        "complete": told.complete,
        "network": told.network,
        "numbers": told.numbers,
    }


def _steps(trace: Trace, run: Beside | None) -> list[dict[str, object]]:
    if run is None:
        return [{"here": step_lines(step)} for step in trace.steps]
    return [
        {"here": step_lines(pair.here), "there": step_lines(pair.there) if pair.there else None, "same": pair.same}
        for pair in run.pairs
    ]
