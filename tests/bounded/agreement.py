"""The bounded engine held to an engine that lists every state."""

from __future__ import annotations

from collections.abc import Mapping

from checker.bounded.explorer import BOUND_MET, DECIDED, Bounded
from checker.knowledge.asked import asks_knowledge
from checker.results import Verdict
from spec.notation import Property
from tests.engines.found import Said


def differences(found: Bounded, judge: Mapping[str, Said], properties: Mapping[str, Property]) -> dict[str, str]:
    """Each property of which the bounded engine says something else; in words, what."""
    wrong: dict[str, str] = {}
    for name, one in properties.items():
        owed = Said(Verdict.NOT_ESTABLISHED)
        if isinstance(one, DECIDED) and not asks_knowledge(one):
            owed = _owed(found, judge[name], found.answers[name].steps)
        answer = found.answers[name]
        said = Said(answer.verdict, answer.steps)
        if answer.why == BOUND_MET and owed.verdict is Verdict.HOLDS:
            continue  # it does not ask whether something else may happen where the bound was met
        if said != owed:
            wrong[name] = f"{said}, not {owed}, at depth {found.depth}"
    return wrong


def _owed(found: Bounded, judged: Said, steps: int | None) -> Said:
    """A run that is no longer than what was looked at is owed; that there is none, where no state lies deeper."""
    if judged.steps is not None and judged.steps <= max(found.depth, steps or 0):
        return judged
    if judged.steps is None and found.complete:
        return judged
    return Said(Verdict.NOT_ESTABLISHED)
