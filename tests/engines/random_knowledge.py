"""Random questions of who knows what, of random systems in one world or in several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from hypothesis import strategies as st

from spec.notation import (
    HISTORY,
    STATE,
    A,
    B,
    Bool,
    Channel,
    CommonKnowledge,
    Counter,
    EnumVar,
    EveryoneKnows,
    Flag,
    Hop,
    Knows,
    Message,
    SeqVar,
    SpecError,
    Store,
    System,
    fact,
)
from spec.notation.nodes import ENDS
from tests.engines.random_machines import CALLS, Table, tables, variants
from tests.engines.random_systems import asked, reads_a_parameter, systems
from tests.engines.random_words import Draw, kinds
from tests.engines.telling import told

FACTS = ("fog", "rain")


class Question:
    """Some worlds, the first of them the real one, and what is asked of them."""

    def __init__(self, worlds: tuple[System, ...], formulas: tuple[Bool, ...]) -> None:
        self.worlds, self.formulas = worlds, formulas

    def __repr__(self) -> str:
        said = [f"{one.facts} over {one.channel}" for one in self.worlds]
        return "\n".join([told(self.worlds[0]), *said, *(repr(one) for one in self.formulas)])


@st.composite
def questions(draw: Draw) -> Question | None:
    """A few formulas of knowledge; None where the notation refuses what was drawn."""
    try:
        known = draw(kinds())
        a: Table = draw(tables(known, "First"))
        other = draw(st.integers(0, 3))
        b: Table = a if other == 0 else draw(variants(a)) if other == 1 else draw(tables(known, "Second"))
        system: System = draw(systems(a, b, known))
        if draw(st.integers(0, 5)):
            system = draw(_bounded(system))
        worlds = (system, *draw(st.lists(_worlds(system), max_size=2)))
        if len(worlds) > 1 or draw(st.booleans()):
            worlds = tuple(replace(one, facts=_facts(draw)) for one in worlds)
        said = tuple(sorted({name for one in worlds for name in one.facts}))
        formulas = tuple(draw(st.lists(questioned(a, b, known, said), min_size=2, max_size=4)))
        return None if not system.params and any(map(reads_a_parameter, formulas)) else Question(worlds, formulas)
    except SpecError:
        return None


def _facts(draw: Draw) -> tuple[str, ...]:
    return tuple(draw(st.lists(st.sampled_from(FACTS), unique=True)))


@st.composite
def _bounded(draw: Draw, system: System) -> System:
    """The same with few calls, and a channel that mostly repeats nothing: its histories end sooner."""
    limits: dict[Any, int] = {
        (end, event): draw(st.integers(0, 2))
        for end in ENDS
        for event in CALLS
        if event in system.machine(end).events()
    }
    ways = tuple(_calm(draw, system.way(end)) for end in reversed(ENDS))
    channel = ways[0] if isinstance(system.channel, Channel) else cast(Any, ways)
    return replace(system, at_most=limits, channel=channel)


def _calm(draw: Draw, way: Channel) -> Channel:
    if draw(st.integers(0, 5)) == 0:
        return way
    lifetime = way.lifetime if draw(st.booleans()) else None
    return replace(way, hops=tuple(hop for hop in way.hops if hop is not Hop.DUPLICATE), lifetime=lifetime)


@st.composite
def _worlds(draw: Draw, system: System) -> System:
    """The same machines over channels that hold the same and do otherwise."""
    ways = tuple(_otherwise(draw, system.way(end)) for end in reversed(ENDS))
    return replace(system, channel=ways[0] if isinstance(system.channel, Channel) else cast(Any, ways))


def _otherwise(draw: Draw, way: Channel) -> Channel:
    more = draw(st.sampled_from(((), (Hop.LOSE,), (Hop.LOSE,), (Hop.DUPLICATE,))))
    store = draw(st.sampled_from((way.store, *((Store.BAG, Store.FIFO) if way.capacity is not None else ()))))
    return replace(way, hops=(Hop.DELIVER, *more), store=store)


@st.composite
def questioned(draw: Draw, a: Table, b: Table, known: list[type[Message]], said: Sequence[str], deep: int = 3) -> Bool:
    """A formula with knowledge in it, of each sort and nested."""
    shape = draw(st.integers(0, 8)) if deep else 9
    inner = st.deferred(lambda: questioned(a, b, known, said, deep - 1))
    if shape <= 2:
        end, table = draw(st.sampled_from(((A, a), (B, b))))
        return Knows(end, draw(inner), view=draw(_views(end, table)))
    if shape == 3:
        return EveryoneKnows(draw(inner), draw(st.integers(0, 2)), view=draw(st.sampled_from((HISTORY, STATE))))
    if shape == 4:
        return CommonKnowledge(draw(inner), view=draw(st.sampled_from((HISTORY, STATE))))
    if shape == 5:
        return cast(Bool, ~draw(inner))
    if shape <= 7:
        one, other = draw(inner), draw(inner)
        return cast(Bool, one & other if shape == 6 else one | other)
    if said and draw(st.booleans()):
        return fact(draw(st.sampled_from(said)))
    return cast(Bool, draw(asked(a, b, known)))


@st.composite
def _views(draw: Draw, end: Any, table: Table) -> Any:
    """Everything in order, the state, or some variables."""
    sorts = (SeqVar, Flag, Counter, EnumVar)
    seen: list[Any] = [face for face in table.faces if isinstance(face, sorts) and not cast(Any, face).var.ghost]
    if draw(st.integers(0, 3)) or not seen:
        return draw(st.sampled_from((HISTORY, HISTORY, STATE)))
    return tuple(end[face] for face in draw(st.lists(st.sampled_from(seen), min_size=1, unique_by=id)))
