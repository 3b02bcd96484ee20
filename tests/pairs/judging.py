"""The two bounds held to the literal interpreter on the whole graph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from checker.packed.message_keys import mixed
from checker.pairs.end_table import NO_MESSAGE, LocalState
from checker.pairs.ends import Flying, Side
from checker.reference.replay import replayed
from checker.rows.configuration import Configuration
from checker.verdicts.bounds import Bounds, bounds
from checker.verdicts.pair_verdicts import Decider
from spec.notation import Property, SpecError, System
from spec.notation.nodes import End, Var
from tests.engines.found import Said
from tests.engines.literal import Literally, literally

MOST = 400
"""States looked at by the literal interpreter; where there are more, nothing is judged."""


@dataclass(frozen=True)
class Judged:
    """What was held to the judge: how many answers, and how many reachable configurations."""

    answers: int = 0
    states: int = 0


def judged(system: System, properties: Mapping[str, Property]) -> Judged:
    """AssertionError where a bound says anything else than the literal interpreter, or lacks what it reached."""
    try:
        judge = literally(system, list(properties.values()), MOST)
    except SpecError:  # a row leaves the bounds of a counter, which no verdict may hide
        assert not bounds(system, properties).answers
        return Judged()
    if not judge.complete:
        return Judged()
    found = bounds(system, properties)
    for name, answer in found.answers.items():
        said = Said(answer.verdict, answer.steps, answer.cost)
        assert said == Said(*judge.judge(properties[name])), (name, answer, answer.how)
        if answer.trace is not None:
            replayed(system, judge_ghosts(found), properties[name], answer.trace)
    if found.decider is not None and found.decider.counted is None:
        contained(found.decider, judge)
    return Judged(len(found.answers), len(judge.depths))


def judge_ghosts(found: Bounds) -> frozenset[tuple[End, Var]]:
    """The history variables that were kept."""
    assert found.decider is not None
    return found.decider.ends.ghosts


def contained(decider: Decider, judge: Literally) -> None:
    """AssertionError where a configuration that was reached is not in the upper bound."""
    for configuration in judge.depths:
        pair, flying = placed(decider, configuration)
        assert pair in decider.joined, configuration
        for some, most in zip(flying, decider.joined.at(pair), strict=True):
            assert not some & ~most, configuration


def placed(decider: Decider, configuration: Configuration) -> tuple[int, Flying]:
    """The pair of a configuration, and what is in flight in it."""
    ends = decider.ends
    pair = sum(_number(decider, side, configuration) for side in ends.sides)
    for one, count in zip(ends.forgers, configuration.forged, strict=True):
        pair |= count << one.at
    to_a, to_b = (
        ends.messages[side.end].set_of(tuple(map(ends.keys[side.end].key, configuration.towards(side.end))))
        | NO_MESSAGE
        for side in ends.sides
    )
    return pair, (to_a, to_b)


def _number(decider: Decider, side: Side, configuration: Configuration) -> int:
    local, kept = configuration.local(side.end), 0
    for which, var in enumerate(side.table.steps.histories):
        sizes = decider.packing.layout.sizes(var)
        value = local.values[side.table.frame.slots.index(var)]
        assert isinstance(value, frozenset)
        kept |= side.table.memory(which, [mixed(one, sizes) for one in value])
    return side.table.number(LocalState(side.table.bits.pack(local), kept))
