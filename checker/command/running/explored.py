"""A chosen model explored, with its limits, under the eyes of the progress line."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from checker.command.choosing.models import Chosen
from checker.command.options import Limited, bounds
from checker.command.outcomes import Exit, Refused
from checker.command.running.progress import ProgressLine
from checker.languages.retelling import retold
from checker.languages.speech import tr
from checker.search.breadth_first import Watch
from checker.verdicts.exploration import Exploration, uninterrupted
from checker.verdicts.exploring import explore
from spec.notation.letters import escaped
from spec.notation.liveness import Eventually, LeadsTo
from spec.notation.nearest import nearest

if TYPE_CHECKING:
    from checker.search.checkpoints.keeper import Checkpoints

DRAWN = "exit status: 0 all is drawn, 2 wrong usage, 3 drawn as far as a search came that was cut short"


def explored(
    chosen: Chosen,
    limits: Limited,
    watch: Watch | None = None,
    checkpoints: Checkpoints | None = None,
    *,
    whole: bool = True,
    partial: bool = False,
) -> Exploration:
    """Every reachable state of the model, within the limits; a line of its own tells of it where nobody watches.

    ``whole``: every state is met, whatever can be decided without.  ``partial``: after Ctrl-C what was found until
    then is wanted; else KeyboardInterrupt.
    """
    with ProgressLine(chosen.name) as line:
        found = explore(chosen.model, watch=watch or line, checkpoints=checkpoints, whole=whole, **bounds(limits))
    return found if partial else uninterrupted(found)


def drawn_whole(name: str, found: Exploration) -> Exit:
    """The exit status of a verb that has drawn all that a search met; says so where that is not all there is."""
    if found.complete:
        return Exit.AS_EXPECTED
    text = tr("{model}: the search was cut short by {cut}: what it did not meet is not drawn")
    print(f"handwave: {text.format(model=escaped(name), cut=retold(found.cut))}", file=sys.stderr)
    return Exit.NOT_ESTABLISHED


def asking(chosen: Chosen, names: Sequence[str]) -> Chosen:
    """The same model with these of its properties only."""
    properties = chosen.model.properties
    for name in names:
        if name not in properties:
            listed = ", ".join(properties) or "none"
            raise Refused(f"{chosen.name} has no property '{name}'{nearest(name, properties)}: it has {listed}")
    return replace(chosen, model=chosen.model.only(names))


def unfair(chosen: Chosen) -> Chosen:
    """The same model, its promises without their fairness."""
    properties = {
        name: replace(one, fair=()) if isinstance(one, LeadsTo | Eventually) else one
        for name, one in chosen.model.properties.items()
    }
    return replace(chosen, model=replace(chosen.model, properties=properties))
