"""Random machines over numbers that may be any: what is said of all numbers is what an exploration finds of some.

``HANDWAVE_RANDOM_MACHINES=2000 pytest tests/numbers/exploration`` tries that many, and new ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from random import Random

from hypothesis import given, note, settings, strategies as st

from checker.numbers.arcs import MODULUS
from checker.numbers.exploration.conditions import Conditional, askable, conditions
from checker.numbers.free_numbers import freed, with_numbers
from checker.numbers.words import Base
from checker.results import Verdict
from checker.rows.out_of_bounds import OutOfBounds
from checker.verdicts.exploring import explore
from spec.notation import SpecError, System
from spec.notation.messages import Flying
from spec.notation.nodes import Seqs
from tests.engines.random_settings import LONG, MACHINES, random
from tests.engines.random_systems import Case, cases
from tests.numbers.exploration.number_machines import number_cases

MOST = 700
some = settings(random, max_examples=MACHINES if LONG else 25)
"""Each is explored seven times."""
EDGES = (0, 1, 2, 2**31 - 1, 2**31, 2**31 + 1, MODULUS - 2, MODULUS - 1)
FOUND = (Verdict.VIOLATED, Verdict.POSSIBLE)
OPEN = (Verdict.NOT_ESTABLISHED,)


def spread(system: System, by: int) -> System:
    """The same system with its numbers so far apart that each is a number of its own."""
    isn = {end: replace(rule, values=tuple(by * one for one in rule.values)) for end, rule in system.isn.items()}
    start = {
        end: replace(
            one,
            values=tuple((var, by * value if isinstance(var.domain, Seqs) else value) for var, value in one.values),
        )
        for end, one in system.start.items()
    }
    flying = tuple(_far(one, by) for one in system.in_flight)
    return replace(system, modulus=MODULUS, isn=isn, start=start, in_flight=flying)


def _far(one: Flying, by: int) -> Flying:
    kept = zip(one.message.fields, one.values, strict=True)
    return replace(one, values=tuple(by * value if isinstance(field.domain, Seqs) else value for field, value in kept))


def numbers(random: Random, bases: tuple[Base, ...]) -> Mapping[Base, int]:
    """Numbers, most of them near to each other or to an edge."""
    found: dict[Base, int] = {}
    for base in bases:
        near = [one + random.randrange(-3, 4) for one in found.values()]
        half = [one + MODULUS // 2 + random.randrange(-1, 2) for one in found.values()]
        choice = random.choice([near, near, half, EDGES, [random.randrange(MODULUS)], [base.shown]])
        found[base] = random.choice(choice or EDGES) % MODULUS
    return found


def agrees(system: System, case: Case, answers: tuple[Conditional, ...], given: Mapping[Base, int]) -> int:
    """How many verdicts were compared; AssertionError where one is another."""
    asked = {one.property: case.properties[one.property] for one in answers}
    try:
        found = explore(with_numbers(freed(system)[0], given), asked, max_states=8_000)
    except OutOfBounds:
        raise
    except SpecError:
        return 0  # too many different messages for a set without a capacity
    compared = 0
    for answer in answers:
        verdict = found.answers[answer.property].verdict
        if verdict not in OPEN and answer.verdict not in OPEN:
            assert (verdict in FOUND) is answer.true_for(given), (answer, given, verdict)
            compared += 1
    return compared


def held(case: Case, seed: int, by: int) -> int:
    """How many verdicts were compared with explorations."""
    asked = askable(case.properties)
    system = spread(case.system, by)
    try:
        found = conditions(system, asked, MOST)
    except SpecError:
        return 0  # a counter leaves its bounds, for some numbers or for all
    if not found.complete:
        return 0
    random = Random(seed)
    return sum(agrees(system, case, found.answers, numbers(random, found.bases)) for _ in range(6))


@some
@given(number_cases(), st.integers(0, 10_000))
def test_what_is_said_of_machines_that_compare_numbers_is_found_of_some(case: Case | None, seed: int) -> None:
    if case is not None:
        note(repr(case))
        held(case, seed, 1)


@some
@given(cases(), st.integers(0, 10_000), st.sampled_from((1, 100)))
def test_what_is_said_of_all_numbers_is_found_of_some(case: Case | None, seed: int, by: int) -> None:
    if case is not None:
        note(repr(case))
        held(case, seed, by)
