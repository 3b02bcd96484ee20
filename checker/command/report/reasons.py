"""Why a verdict is what it is, in a line or two below it."""

from __future__ import annotations

from collections.abc import Iterator

from checker.command.report.expectations import Judged
from checker.evidence.turned_false import turned_false
from checker.explaining.liveness_reasons import liveness_reasons
from checker.explaining.violation import because
from checker.languages.counts import counted
from checker.languages.speech import tr
from checker.languages.wide_text import GLUE
from checker.results.answers import Verdict
from checker.verdicts.exploration import Exploration
from spec.notation.chances import Chance
from spec.notation.liveness import Eventually, LeadsTo
from spec.notation.properties import Always, Property, Sometimes


def reasons(found: Exploration, one: Judged, *, all_of_them: bool = True) -> Iterator[str]:
    """Why a violation is one, under which fairness a liveness property was decided; with ``all_of_them``, more.

    More is: in how many states the situation occurs that the property is about, and which fairness it needs.
    """
    asked = found.properties[one.name]
    if isinstance(asked, LeadsTo | Eventually):
        yield from liveness_reasons(asked, one.answer, all_of_them=all_of_them)
        return
    if one.answer.verdict is Verdict.VIOLATED and not isinstance(asked, Chance):
        yield because(found, one.name, turned_false(found, one.name))
    if all_of_them:
        yield from _witnesses(found, one, asked)


def _witnesses(found: Exploration, one: Judged, asked: Property) -> Iterator[str]:
    number = one.answer.witnesses
    if not number:
        return
    text = tr("in {states}") if found.complete else tr("in {states} of those seen")
    where = text.format(states=counted(number, "state")).replace(" ", GLUE)
    if isinstance(asked, Always):
        named = next((name for name, other in found.properties.items() if other is asked.reached), asked.reached.about)
        yield tr("situation occurs: {name}, {where}").format(name=tr(named), where=where)
    elif isinstance(asked, Sometimes):
        yield tr("true {where}").format(where=where)
