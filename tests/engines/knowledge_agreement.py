"""One random question of knowledge: the fast points, answers and verdicts held to the literal ones."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest

from checker.knowledge.points import Points
from checker.knowledge.who_knows import Knowing
from checker.packed.predicates import ghosts_in, predicate
from checker.reference.knowledge import LiteralKnowledge, Moments, moments
from checker.results.answers import Verdict
from checker.search.breadth_first import Limits
from checker.verdicts.exploration import Exploration
from checker.verdicts.exploring import run
from checker.verdicts.plan import planned
from spec.notation import Always, Bool, Property, Sometimes, SpecError, nodes
from spec.notation.knowledge import knows_in
from tests.engines.literal_premises import premises
from tests.engines.random_knowledge import Question

MOST = 120
"""Points looked at; a larger system is looked at only so many steps away from its start."""


def held_to_the_definitions(asked: Question) -> int:
    """At how many points the answers were compared; AssertionError where they differ."""
    recall = any(part.view == "history" for one in asked.formulas for part in knows_in(one.node))
    try:
        found = moments(asked.worlds, ghosts_in(list(asked.formulas)), MOST, recall=recall)
    except SpecError:
        with pytest.raises(SpecError):
            explored(asked, Limits(states=10 * MOST))
        return 0
    engine = explored(asked, Limits(depth=None if found.complete else found.depth))
    if not isinstance(engine.successors, Points) or engine.knowing is None:
        return 0  # nothing was asked but what single states say
    assert engine.complete == found.complete
    literal = LiteralKnowledge(found)
    places = paired(found, engine.successors, engine.search.order)
    answered(asked.formulas, literal, engine.knowing, places)
    judged(asked.formulas, literal, engine)
    return len(places)


def explored(asked: Question, limits: Limits) -> Exploration:
    """What the fast engine says; facts that may become false again are not refused here."""
    properties: dict[str, Property] = {}
    for number, one in enumerate(asked.formulas):
        properties[f"sometimes {number}"] = Sometimes("sometimes", one)
        properties[f"always {number}"] = Always("always", one, reached=Sometimes("sometimes", one))
    return run(planned(asked.worlds[0], properties, asked.worlds[1:]), limits, "auto", time.perf_counter())


def paired(found: Moments, fast: Points, order: Sequence[int]) -> dict[int, int]:
    """Every fast point with the literal one that the same moves lead to: one each, or AssertionError."""
    starts = fast.starts()
    places = {packed: number for number, packed in enumerate(starts)}
    for packed in (queue := list(starts)):
        here = places[packed]
        if here >= len(found.moves):
            continue
        followed = list(fast.followed(packed))
        assert len(followed) == len(found.moves[here])
        for (_, happening, after), (move, place) in zip(followed, found.moves[here], strict=True):
            assert happening.action == move.action
            assert fast.in_world(after).layout.unpack(after) == found.order[place].at
            if after not in places:
                places[after] = place
                queue.append(after)
            assert places[after] == place
    assert sorted(places.values()) == list(range(len(found.order)))
    assert sorted(places) == sorted(order)
    return places


def answered(formulas: Sequence[Bool], literal: LiteralKnowledge, knowing: Knowing, places: dict[int, int]) -> None:
    """Every formula, and every part of it that asks for knowledge, at every point."""
    parts = [part for one in formulas for part in nodes.walk(one.node) if isinstance(part, nodes.OfRuns)]
    for asked in [*(one.node for one in formulas), *dict.fromkeys(parts)]:
        true = predicate(knowing.points.layout, Bool(asked))
        for packed, place in places.items():
            assert true(packed) == literal.true(asked, place), asked


def judged(formulas: Sequence[Bool], literal: LiteralKnowledge, engine: Exploration) -> None:
    """The verdicts, from the literal answers; of knowledge none, where not every run was seen."""
    everywhere = range(len(literal.found.order))

    def reached(premise: Bool) -> bool:
        return any(literal.true(premise.node, place) for place in everywhere)

    for number, one in enumerate(formulas):
        true = {literal.true(one.node, place) for place in everywhere}
        sometimes = Verdict.POSSIBLE if True in true else Verdict.IMPOSSIBLE
        always = Verdict.VIOLATED if False in true else Verdict.HOLDS
        if always is Verdict.HOLDS and not all(map(reached, premises(one))):
            always = Verdict.VACUOUS
        if knows_in(one.node) and (literal.found.cut or not literal.found.complete):
            sometimes = always = Verdict.NOT_ESTABLISHED
        elif not literal.found.complete:
            sometimes = sometimes if True in true else Verdict.NOT_ESTABLISHED
            always = always if False in true else Verdict.NOT_ESTABLISHED
        assert engine.answers[f"sometimes {number}"].verdict is sometimes
        assert engine.answers[f"always {number}"].verdict is always
        for asked in (f"sometimes {number}", f"always {number}"):
            _shown(engine, asked)


def _shown(engine: Exploration, name: str) -> None:
    """A verdict that nothing was established says why, and shows no run."""
    answer = engine.answers[name]
    if answer.verdict is Verdict.NOT_ESTABLISHED:
        assert answer.why, name
        assert answer.trace is None, name
