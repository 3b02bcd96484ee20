"""Worlds, the systems that it may be for all the ends know: what may differ between them, and what they have to say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields

from spec.notation import nodes
from spec.notation.errors import SpecError, shown
from spec.notation.formulas import Bool
from spec.notation.literals import check_literals
from spec.notation.nodes import ENDS
from spec.notation.systems import System

MAY_DIFFER = ("channel", "facts", "place")


def check_worlds(system: System, worlds: Sequence[System]) -> None:
    """SpecError unless the worlds differ in channels and facts alone, and the channels have room for the same."""
    if not isinstance(worlds, tuple | list):
        raise SpecError(f"{system.place}: worlds=... is no tuple: give systems in brackets, such as worlds=(other,)")
    for one in worlds:
        if not isinstance(one, System):
            raise SpecError(f"{system.place}: worlds=({shown(one)}, ...): give systems")
        for name in _differing(system, one):
            raise SpecError(
                f"{one.place}: a world differs in {name} from the model's own system: worlds differ in channels and "
                "facts alone, so that only these are to be found out"
            )
        for name in _otherwise(system, one):
            raise SpecError(
                f"{one.place}: the channels of a world differ in {name} from those of the model's own system: they may "
                "differ in what befalls a message, and in order, where they have a capacity"
            )


def _differing(system: System, other: System) -> Iterator[str]:
    for part in fields(System):
        if part.name not in MAY_DIFFER and getattr(system, part.name) != getattr(other, part.name):
            yield part.name


def _otherwise(system: System, other: System) -> Iterator[str]:
    for end in ENDS:
        one, way = system.way(end), other.way(end)
        for name in ("capacity", "lifetime", "last_instant"):
            if getattr(one, name) != getattr(way, name):
                yield name
    if system.attackers() != other.attackers():
        yield "their attackers"


def check_asked(systems: Sequence[System], formulas: Iterable[Bool], place: str) -> None:
    """SpecError where a fact is asked that no world says, or a number that is none of the system."""
    said = sorted({name for one in systems for name in one.facts})
    for formula in formulas:
        check_literals(systems[0], nodes.walk(formula.node), place)
        for part in nodes.walk(formula.node):
            if isinstance(part, nodes.Fact) and part.name not in said:
                raise SpecError(
                    f"{place}: '{part.name}' is asked, but no world says so, and it would be false in all of them: "
                    f"the facts there are: {', '.join(said) or 'none; write System(..., facts=(...))'}"
                )
