"""What every engine must find of a system, in a form that two engines can be compared by."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest

from checker.packed import end_steps
from checker.results.answers import Answer, Verdict
from checker.rows.configuration import Configuration
from checker.verdicts.defaults import EngineName
from checker.verdicts.exploring import explore
from spec.notation import Property, System
from tests.engines.literal import literally


@dataclass(frozen=True)
class Said:
    """What an engine says of one property; ``steps`` and ``cost`` where it shows a run."""

    verdict: Verdict
    steps: int | None = None
    cost: int | None = None


@dataclass(frozen=True)
class Found:
    """What an engine found."""

    configurations: frozenset[Configuration]
    states: int
    transitions: int
    depth: int
    complete: bool
    stuck: frozenset[Configuration]
    never_fired: frozenset[str]
    """``B.listen_syn``: the end, then the row."""
    bounds_met: frozenset[str]
    said: Mapping[str, Said]


Engine = Callable[[System, Mapping[str, Property], int | None], Found]
"""A system, its properties by name, and the most states to look at (None: all of them)."""


def explorer(system: System, properties: Mapping[str, Property], max_states: int | None = None) -> Found:
    """The breadth-first explorer over packed integers, in Python; rows are read anew for whatever is asked."""
    return _explored(system, properties, max_states, "python", often=sys.maxsize)


def native(system: System, properties: Mapping[str, Property], max_states: int | None = None) -> Found:
    """The same in compiled kernels, from the first state on; of rows functions are made at once."""
    return _explored(system, properties, max_states, "native", often=1)


def _explored(
    system: System,
    properties: Mapping[str, Property],
    max_states: int | None,
    engine: EngineName,
    often: int,
) -> Found:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(end_steps, "OFTEN", often)
        found = explore(system, properties, max_states=max_states, engine=engine)
    assert found.engine == engine
    order, unpack = found.search.order, found.successors.layout.unpack
    stuck = [order[place] for place in found.search.stuck]
    return Found(
        frozenset(unpack(packed) for packed in order),
        found.states,
        found.transitions,
        found.depth,
        found.complete,
        frozenset(unpack(packed) for packed in stuck),
        frozenset(found.coverage.never_fired),
        frozenset(found.coverage.bounds_met),
        {name: _said(one) for name, one in found.answers.items()},
    )


def _said(answer: Answer) -> Said:
    """What was said; how long a lasso is, is not owed by every engine alike."""
    lasso = answer.trace is not None and answer.trace.loop is not None
    return Said(answer.verdict, None if lasso else answer.steps, answer.cost)


def literal(system: System, properties: Mapping[str, Property], max_states: int | None = None) -> Found:
    """The reading rule, literally: the judge of all the others."""
    found = literally(system, list(properties.values()), max_states)
    return Found(
        frozenset(found.depths),
        len(found.depths),
        sum(len(moves) for moves in found.moves.values()),
        max(found.depths.values()),
        found.complete,
        frozenset(at for at, moves in found.moves.items() if not moves),
        found.never_fired(),
        frozenset(found.cuts),
        {name: Said(*found.judge(one)) for name, one in properties.items()},
    )


ENGINES: Mapping[str, Engine] = {"explorer": explorer, "native": native, "literal": literal}
"""Every engine: one that is added here is held to all that the others are held to."""
