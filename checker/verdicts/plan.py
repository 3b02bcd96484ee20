"""A plan: what is asked of which system, checked before the search, which may take its time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from checker.knowledge.needed import points
from checker.knowledge.points import Points
from checker.knowledge.unbounded import check_ends
from checker.knowledge.who_knows import Knowing
from checker.packed.predicates import predicate
from checker.packed.successors import Successors
from checker.search.breadth_first import Limits
from spec.notation.errors import SpecError, shown
from spec.notation.formulas import Bool
from spec.notation.formulas_of import formulas
from spec.notation.knowledge import WhoKnows
from spec.notation.models import Model, Parametric
from spec.notation.properties import Property
from spec.notation.systems import System
from spec.notation.worlds import check_asked, check_worlds

Properties = Sequence[Property] | Mapping[str, Property]


@dataclass(frozen=True)
class Plan:
    """What is asked, and the transitions that will be searched for it."""

    system: System
    properties: Mapping[str, Property]
    name: str
    worlds: tuple[System, ...]
    """Other systems that it may be for all the ends know."""
    tables: Mapping[str, WhoKnows]
    successors: Successors
    starts: Sequence[int]
    knowing: Knowing | None
    """What answers who knows what after the search, where that is asked."""


def planned(system: System | Model, properties: Properties = (), worlds: Sequence[System] = ()) -> Plan:
    """The plan for a system, or for a model with its own properties, worlds and tables where no others are given.

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
        return plan_of(system, asked, "", tuple(worlds), {})
    return plan_of(
        system.system, asked or system.properties, system.name, tuple(worlds) or system.worlds, system.tables
    )


def plan_of(
    system: System,
    properties: Mapping[str, Property],
    name: str,
    worlds: tuple[System, ...],
    tables: Mapping[str, WhoKnows],
) -> Plan:
    """The plan for properties that have their names; a system without a name is called after its machines."""
    check_worlds(system, worlds)
    for one in properties.values():
        check_asked((system, *worlds), formulas(one), str(one.place))
    successors, starts, knowing = points((system, *worlds), _formulas(properties, tables))
    for one in properties.values():
        for formula in formulas(one):
            predicate(successors.layout, formula, one.place)
    return Plan(system, properties, name or _name(system), worlds, tables, successors, starts, knowing)


def check_bounded(plan: Plan, limits: Limits) -> None:
    """SpecError where what the ends have seen grows for ever, and no limit ends the search."""
    if isinstance(plan.successors, Points) and plan.successors.recall and limits == Limits():
        check_ends(plan.successors)


def named(properties: Properties) -> Mapping[str, Property]:
    """The properties by name; by what they are about, where they are given without names."""
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
