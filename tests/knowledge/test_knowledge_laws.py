"""The laws of knowledge at every point of every small model of the catalogue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

import pytest

from checker.knowledge.needed import points
from checker.packed.predicates import predicate
from checker.search.breadth_first import Limits, search
from spec.notation import HISTORY, STATE, A, B, Bool, CommonKnowledge, EveryoneKnows, Hop, Knows, Model, nodes
from spec.notation.formulas_of import formulas
from spec.notation.nodes import ENDS
from tests.engines.random_settings import LONG
from tests.exploring import PINNED, declared

SMALL = 3_000 if LONG else 150
"""States; a larger model is left out."""
FEW = 20_000 if LONG else 2_000
"""Points with all that was seen on the way; where there are more, the state alone is what an end sees."""
VIEWS: Mapping[str, tuple[Literal["history", "state"], int, int]] = {
    "by its state": (STATE, SMALL, 90 if LONG else 55),
    "by all it has seen": (HISTORY, FEW, 20 if LONG else 10),
}
"""What an end sees; where a search stops; at how many models at least the laws are looked at."""


def laws(fact: Bool, view: Literal["history", "state"]) -> Iterator[Bool]:
    """What is true of knowledge whatever it is of (Fagin, Halpern, Moses and Vardi 1995, sections 2.4 and 2.5)."""
    for end in (A, B):
        known = Knows(end, fact, view=view)
        yield known.implies(fact)
        yield known.implies(Knows(end, known, view=view))
        yield (~known).implies(Knows(end, ~known, view=view))
    common = CommonKnowledge(fact, view=view)
    everyone = EveryoneKnows(fact & common, view=view)
    yield common.implies(everyone)
    yield everyone.implies(common)


def facts(model: Model) -> list[Bool]:
    """What its properties ask of single states."""
    asked = [one for property_ in model.properties.values() for one in formulas(property_)]
    plain = [one for one in asked if not any(isinstance(part, nodes.OfRuns) for part in nodes.walk(one.node))]
    return list({one.node: one for one in plain}.values())


def repeats(model: Model) -> bool:
    """Whether a message may arrive again and again."""
    return any(Hop.DUPLICATE in model.system.way(end).hops for end in ENDS)


@pytest.mark.agreement
@pytest.mark.parametrize("view", VIEWS)
def test_what_is_known_is_true_and_is_known_to_be_known_in_every_small_model(view: str) -> None:
    seen, most, enough = VIEWS[view]
    looked_at = 0
    for model in (declared(name) for name, one in PINNED.items() if one["states"] <= most):
        asked = [law for fact in facts(model) for law in laws(fact, seen)]
        if seen == HISTORY and repeats(model):
            continue  # histories without an end
        successors, starts, knowing = points((model.system, *model.worlds), asked)
        found = search(successors.of, starts, Limits(states=most))
        if not found.complete or knowing is None:
            continue
        knowing.search = found
        looked_at += 1
        for law in asked:
            assert all(map(predicate(successors.layout, law), found.order)), (model.about, law)
    assert looked_at >= enough, looked_at
