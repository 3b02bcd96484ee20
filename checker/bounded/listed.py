"""What the explorer's saturation lists: messages that may be in flight, and values that variables may take."""

from __future__ import annotations

from checker.layout import Layout
from checker.successors import Successors
from checker.universe import Universe, saturate
from spec.notation.nodes import End, Var
from spec.notation.systems import ENDS


def possible(successors: Successors) -> Universe | None:
    """The messages that can ever be sent; None where they are too many to be listed."""
    layout, system = successors.layout, successors.system
    flying: dict[End, set[int]] = {"A": set(), "B": set()}
    forged = [one for attacker in system.attackers() for one in attacker.by]
    for one in (*system.in_flight, *forged):
        flying[one.to].add(successors.keys[one.to].flying(one))
    starts: dict[End, int] = {end: layout.ends[end].pack(successors.frames[end].start()) for end in ENDS}
    found = saturate(successors.steps, starts, flying)
    return found if found.complete else None


def values_met(layout: Layout, universe: Universe, end: End) -> dict[int, dict[Var, list[int]]]:
    """In each control state the values that each variable takes in the local states that can be met."""
    bits, found = layout.ends[end], dict[int, dict[Var, set[int]]]()
    for local in universe.local[end]:
        here = found.setdefault(bits.state.get(local), {var: set() for var in bits.fields})
        for var, place in bits.fields.items():
            here[var].add(place.get(local))
    return {state: {var: sorted(values) for var, values in sets.items()} for state, sets in found.items()}
