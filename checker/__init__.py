"""The checker: explore a declared system, and have a verdict for each of its properties."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.results.answers import Answer, Verdict
    from checker.results.runs import Trace
    from checker.verdicts.dominators import Unavoidable, unavoidable
    from checker.verdicts.exploration import Exploration
    from checker.verdicts.exploring import explore

__all__ = ["Answer", "Exploration", "Trace", "Unavoidable", "Verdict", "explore", "unavoidable"]

_FROM = {
    "Answer": "checker.results.answers",
    "Exploration": "checker.verdicts.exploration",
    "Trace": "checker.results.runs",
    "Unavoidable": "checker.verdicts.dominators",
    "Verdict": "checker.results.answers",
    "explore": "checker.verdicts.exploring",
    "unavoidable": "checker.verdicts.dominators",
}


def __getattr__(name: str) -> object:
    """What the package offers, imported when it is first asked for: the command and pytest start without it."""
    if name not in _FROM:
        raise AttributeError(f"module 'checker' has no attribute {name!r}")
    return getattr(import_module(_FROM[name]), name)
