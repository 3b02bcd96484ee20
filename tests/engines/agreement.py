"""One random case, held to everything that an engine owes to the literal one, and the explorer to itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, cast

import pytest

from checker.packed.predicates import bits_read, predicate
from checker.reference.formulas import BothEnds, true_in
from checker.reference.replay import replayed
from checker.results.answers import Verdict
from checker.rows.evaluate import Reader, holds
from checker.rows.fold import fold, learn
from checker.verdicts.exploration import Exploration
from checker.verdicts.exploring import explore
from spec.notation import Bool, SpecError, System
from spec.notation.formulas_of import formulas
from spec.notation.nodes import Condition
from tests.engines.found import Engine, Found, literal
from tests.engines.random_systems import Case

MOST = 300
"""States looked at; a larger system must say NOT ESTABLISHED where it shows no run."""
Size = Literal["refused", "large", "fair", "small"]


def held_to(engine: Engine, case: Case) -> Size:
    """AssertionError unless the engine finds what the literal one finds."""
    try:
        judge = literal(case.system, case.properties, MOST)
    except SpecError as refused:
        with pytest.raises(SpecError, match=re.escape(str(refused))):
            engine(case.system, case.properties, 10 * MOST)
        return "refused"
    if not judge.complete:
        return "large"
    found = engine(case.system, case.properties, None)
    for part in Found.__dataclass_fields__:
        assert getattr(found, part) == getattr(judge, part), part
    return "small" if judge.states <= 10 else "fair"


def hold_together(case: Case) -> None:
    """AssertionError where the explorer's own parts contradict each other, in a search that may be cut short."""
    try:
        found = explore(case.system, case.properties, max_states=MOST)
    except SpecError:
        return
    _packs(found)
    _runs(found)
    _reads(found)
    if not found.complete:
        _owes_nothing(found)


def _packs(found: Exploration) -> None:
    layout = found.successors.layout
    for packed in found.search.order:
        assert layout.pack(layout.unpack(packed)) == packed


def _owes_nothing(found: Exploration) -> None:
    for name, answer in found.answers.items():
        shown = answer.verdict in (Verdict.VIOLATED, Verdict.POSSIBLE)
        assert shown == (answer.trace is not None), name
        assert shown or answer.verdict is Verdict.NOT_ESTABLISHED, name


def _runs(found: Exploration) -> None:
    for name, answer in found.answers.items():
        if answer.trace is not None:
            replayed(found.system, found.successors.ghosts, found.properties[name], answer.trace)
            assert answer.steps == len(answer.trace.steps)
            if answer.cost is not None:
                assert answer.cost == sum(len(step.sent) for step in answer.trace.steps)


def _reads(found: Exploration) -> None:
    """Compiled formulas, and folded ones, are true where the literal ones are."""
    system, frames, layout = found.system, found.successors.frames, found.successors.layout
    asked = [formula for one in found.properties.values() for formula in formulas(one)]
    for formula, other in zip(asked, asked[1:] + asked[:1], strict=True):
        compiled, folded = predicate(layout, formula), _folded(formula, system, {})
        known = _folded(other, system, {})
        with_facts = {value: _folded(formula, system, learn({}, known, value)) for value in (True, False)}
        for packed in found.search.order[:60]:
            configuration = layout.unpack(packed)
            reader: Reader = BothEnds(system, frames, configuration)
            true = true_in(formula, system, frames, configuration)
            assert compiled(packed) == compiled(packed & bits_read(layout, formula)) == true, formula
            assert holds(folded, reader) == true, formula
            assert holds(with_facts[holds(other.node, reader)], reader) == true, (formula, other)


def _folded(formula: Bool, system: System, facts: Mapping[Condition, bool]) -> Condition:
    return cast(Condition, fold(formula.node, system, facts))
