"""A plan: what is asked of which system, checked before the search, which may take its time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from checker.knowledge.needed import points
from checker.knowledge.points import Points
from checker.knowledge.unbounded import check_ends
from checker.knowledge.who_knows import Knowing
from checker.packed.end_steps import EndSteps, both
from checker.packed.layout import Layout
from checker.packed.predicates import ghosts_in, predicate
from checker.packed.successors import Successors, TooManyMessages
from checker.pairs.ends import Ends
from checker.pairs.packing import Packing
from checker.rows.configuration import frames
from checker.search.breadth_first import Limits
from checker.search.clock import Clock, OutOfTime
from spec.notation import nodes
from spec.notation.errors import SpecError, shown
from spec.notation.formulas import Bool
from spec.notation.formulas_of import formulas
from spec.notation.knowledge import WhoKnows
from spec.notation.models import Model, Parametric
from spec.notation.nodes import End, Var
from spec.notation.properties import Property
from spec.notation.systems import System
from spec.notation.worlds import check_asked, check_worlds

Properties = Sequence[Property] | Mapping[str, Property]


class NotListed(TooManyMessages):
    """A limit was met before it was listed which messages there may be; its text names the limit."""


class Searched(NamedTuple):
    """What is searched."""

    successors: Successors
    starts: Sequence[int]
    knowing: Knowing | None


@dataclass(frozen=True)
class Plan:
    """What is asked, and the transitions that will be searched for it."""

    system: System
    properties: Mapping[str, Property]
    name: str
    worlds: tuple[System, ...]
    """Other systems that it may be for all the ends know."""
    tables: Mapping[str, WhoKnows]
    ghosts: frozenset[tuple[End, Var]]
    """The history variables that are kept."""
    layout: Layout
    """Where everything stands in a state; with no messages where there is no search."""
    searched: Searched | TooManyMessages
    """What a search of the whole graph needs; or why there is none."""

    @property
    def successors(self) -> Successors:
        """The transitions that are searched.  TooManyMessages."""
        return self._searched.successors

    @property
    def starts(self) -> Sequence[int]:
        """Where the search begins.  TooManyMessages."""
        return self._searched.starts

    @property
    def knowing(self) -> Knowing | None:
        """What answers who knows what after the search, where that is asked."""
        return self.searched.knowing if isinstance(self.searched, Searched) else None

    @property
    def steps(self) -> Mapping[End, EndSteps]:
        """What each end can do."""
        return self.searched.successors.steps if isinstance(self.searched, Searched) else self.searched.steps

    @property
    def _searched(self) -> Searched:
        if isinstance(self.searched, Searched):
            return self.searched
        raise self.searched


def planned(
    system: System | Model, properties: Properties = (), worlds: Sequence[System] = (), clock: Clock | None = None
) -> Plan:
    """The plan for a system, or for a model with its own properties, worlds and tables where no others are given.

    ``clock``: the time in which it is listed which messages there may be.
    SpecError where a property asks for what the machines do not have.
    """
    asked = named(properties)
    if isinstance(system, Parametric):
        name = system.build.__name__
        raise SpecError(f"{name} is a model with parameters: call it to have a model, such as explore({name}())")
    if not isinstance(system, System | Model):
        instead = "a system or a model is meant, such as System(Client, Server, LOSSY)"
        raise SpecError(f"{shown(system)} was given to explore where {instead}")
    if not isinstance(system, Model):
        return plan_of(system, asked, "", tuple(worlds), {}, clock)
    return plan_of(
        system.system, asked or system.properties, system.name, tuple(worlds) or system.worlds, system.tables, clock
    )


def plan_of(
    system: System,
    properties: Mapping[str, Property],
    name: str,
    worlds: tuple[System, ...],
    tables: Mapping[str, WhoKnows],
    clock: Clock | None = None,
) -> Plan:
    """The plan for properties that have their names; a system without a name is called after its machines."""
    check_worlds(system, worlds)
    for one in properties.values():
        check_asked((system, *worlds), formulas(one), str(one.place))
    asked = list(_formulas(properties, tables))
    ghosts = ghosts_in(asked)
    searched = _searched((system, *worlds), asked, clock or Clock())
    if isinstance(searched, Searched):
        layout = searched.successors.layout
    else:
        layout = Packing(Ends(searched.steps, ghosts)).layout
    for one in properties.values():
        for formula in formulas(one):
            predicate(layout, formula, one.place)
    return Plan(system, properties, name or _name(system), worlds, tables, ghosts, layout, searched)


def _searched(systems: Sequence[System], asked: Sequence[Bool], clock: Clock) -> Searched | TooManyMessages:
    try:
        return Searched(*points(systems, asked, clock.tick))
    except OutOfTime:
        return NotListed(clock.why, both(frames(systems[0], ghosts_in(list(asked)))))
    except TooManyMessages as refused:
        if len(systems) > 1 or any(isinstance(part, nodes.OfRuns) for one in asked for part in nodes.walk(one.node)):
            raise
        return refused


def check_bounded(successors: Successors, limits: Limits) -> None:
    """SpecError where what the ends have seen grows for ever, and no limit ends the search."""
    if isinstance(successors, Points) and successors.recall and limits == Limits():
        check_ends(successors)


def named(properties: Properties) -> Mapping[str, Property]:
    """The properties by name; by what they are about, where they are given without names."""
    if isinstance(properties, Property):
        raise SpecError(f"explore was given the property '{properties.about}' alone: write it in brackets, [...]")
    for one in properties.values() if isinstance(properties, Mapping) else properties:
        if not isinstance(one, Property):
            raise SpecError(f"{shown(one)} was given to explore where a property is meant, such as Always(...)")
    if isinstance(properties, Mapping):
        return properties
    found: dict[str, Property] = {}
    for one in properties:
        same = 1 + sum(other.about == one.about for other in found.values())
        found[one.about if same == 1 else f"{one.about} ({same})"] = one
    return found


def _formulas(properties: Mapping[str, Property], tables: Mapping[str, WhoKnows]) -> Iterator[Bool]:
    for one in properties.values():
        yield from formulas(one)
    for table in tables.values():
        yield from (table.along, *table.rows.values())


def _name(system: System) -> str:
    return f"{system.A.__name__} / {system.B.__name__}"
