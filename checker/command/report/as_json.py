"""Results as JSON, for other programs.  ``schema`` grows when a field changes its meaning or goes."""

from __future__ import annotations

import json
from collections.abc import Sequence

from checker.command.choosing.models import Chosen
from checker.command.report.all_numbers import Numbered, numbers_json
from checker.command.report.evidence import Assurances, assurance_json
from checker.command.report.expectations import Judged
from checker.results.answers import FairnessUse
from checker.verdicts.exploration import Exploration

SCHEMA = 1


def result(
    chosen: Chosen,
    found: Exploration,
    verdicts: Sequence[Judged],
    behind: Assurances,
    numbers: Numbered | None,
) -> dict[str, object]:
    """One model's result."""
    return {
        "schema": SCHEMA,
        "model": chosen.name,
        "parameters": dict(chosen.parameters),
        "bounds": list(found.system.bounds()),
        "channel": [str(found.system.way("B")), str(found.system.way("A"))],
        "modulus": found.system.modulus,
        "engine": found.engine,
        "pairs": found.pairs,
        "states": found.states,
        "transitions": found.transitions,
        "depth": found.depth,
        "complete": found.complete,
        "cut": found.cut,
        "interrupted": found.interrupted,
        "seconds": round(found.seconds, 6),
        "all_numbers": numbers_json(numbers),
        "properties": [{**_property(one), "assurance": assurance_json(behind.get(one.name))} for one in verdicts],
        "rows": found.coverage.rows,
        "never_fired": list(found.coverage.never_fired),
        "values": dict(found.coverage.values),
        "bounds_met": list(found.coverage.bounds_met),
    }


def _property(one: Judged) -> dict[str, object]:
    return {
        "name": one.name,
        "verdict": str(one.answer.verdict),
        "expected": one.expected,
        "as_expected": one.as_expected,
        "steps": one.answer.steps,
        "cost": one.answer.cost,
        "witnesses": one.answer.witnesses,
        "about": one.answer.about,
        "why": one.answer.why,
        "how": one.answer.how,
        "fairness": [_fairness(use) for use in one.answer.fairness],
        "waiting": one.answer.waiting,
        "without_fairness": str(one.answer.without.verdict) if one.answer.without is not None else None,
        "loop": one.answer.trace.loop if one.answer.trace is not None else None,
    }


def _fairness(use: FairnessUse) -> dict[str, object]:
    return {
        "name": use.name,
        "strength": use.strength,
        "needed": use.needed,
        "weak_enough": use.weak_enough,
        "allows": use.allows,
    }


def printed(value: object) -> str:
    """The JSON text, in ASCII, so that every terminal and pipe takes it."""
    return json.dumps(value, indent=2)
