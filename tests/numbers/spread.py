"""Random systems with more room: the same machines, their numbers further apart in a larger number space."""

from __future__ import annotations

from copy import copy
from dataclasses import replace

from hypothesis import strategies as st

from spec.notation import Flying, System
from spec.notation.nodes import Seqs
from tests.engines.random_systems import Case, cases
from tests.engines.random_words import Draw

MODULI = (16, 64, 1024, 2**32)
APART = (0, 1, 2, 5, 20, 100)
"""How far the numbers of old segments may be moved away from the others."""


@st.composite
def roomy(draw: Draw) -> Case | None:
    """A random case in a number space of its own size, or of another in which its numbers have room."""
    case: Case | None = draw(cases())
    if case is None or draw(st.integers(0, 3)) == 0:
        return case
    modulus = draw(st.sampled_from([one for one in MODULI if one >= case.system.modulus]))
    return Case(
        with_room(case.system, modulus, draw(st.integers(1, 30)), draw(st.sampled_from(APART))), case.properties
    )


def with_room(system: System, modulus: int, times: int, apart: int) -> System:
    """The numbers that ends choose so many times as large, those of old segments moved by so much."""
    isn = {
        end: replace(rule, values=tuple(value * times % modulus for value in rule.values))
        for end, rule in system.isn.items()
    }
    in_flight = tuple(_moved(one, apart, modulus) for one in system.in_flight)
    changed = copy(system)
    for name, value in {"modulus": modulus, "isn": isn, "in_flight": in_flight}.items():
        object.__setattr__(changed, name, value)
    return replace(changed)  # checked, as every declaration is


def _moved(one: Flying, apart: int, modulus: int) -> Flying:
    values = tuple(
        (value + apart) % modulus if isinstance(field.domain, Seqs) else value
        for field, value in zip(one.message.fields, one.values, strict=True)
    )
    return replace(one, values=values)


def spread(case: Case, by: int) -> Case:
    """The same case over 32 bits, its numbers so far apart that each is a number of its own."""
    system = case.system
    isn = {end: replace(rule, values=tuple(by * one for one in rule.values)) for end, rule in system.isn.items()}
    start = {
        end: replace(
            one,
            values=tuple((var, by * value if isinstance(var.domain, Seqs) else value) for var, value in one.values),
        )
        for end, one in system.start.items()
    }
    flying = tuple(_far(one, by) for one in system.in_flight)
    return Case(replace(system, modulus=2**32, isn=isn, start=start, in_flight=flying), case.properties)


def _far(one: Flying, by: int) -> Flying:
    kept = zip(one.message.fields, one.values, strict=True)
    return replace(one, values=tuple(by * value if isinstance(field.domain, Seqs) else value for field, value in kept))
