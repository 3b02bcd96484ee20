"""Random systems with free numbers: what is said of all numbers, held to searches with numbers put in.

python -m tests.numbers.agreement 2000       that many systems of each kind, none of them tried before
python -m tests.numbers.agreement 50 SEED    those of that seed, so that a long run can be made in parts
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from random import Random

from hypothesis import Phase, given, note, seed as seeded, settings, strategies as st

from checker.numbers.arcs import MODULUS
from checker.numbers.exploration.conditions import LOOKS, SHOWN, Conditions, askable, conditions, shows
from checker.numbers.exploration.explored import Symbolic
from checker.numbers.exploration.explorer import explore as search
from checker.numbers.exploration.joined import Unbounded, joined
from checker.numbers.free_numbers import with_numbers
from checker.numbers.regions import Regions
from checker.numbers.transfer.all_choices import AllChoices, all_choices
from checker.numbers.transfer.to_all_numbers import Free, Transfer, transferred
from checker.numbers.words import Base, Unsupported
from checker.results.answers import Verdict
from checker.search.clock import Clock
from checker.verdicts.exploration import Exploration
from checker.verdicts.exploring import explore
from spec.notation import SpecError
from spec.notation.systems import System
from tests.engines.random_settings import random
from tests.engines.random_systems import Case, cases
from tests.numbers.drawing import choices
from tests.numbers.number_machines import number_cases
from tests.numbers.spread import roomy, spread

MOST = 150
"""States of a random system that is looked at."""
FEW = 4
"""Choices of numbers that are searched one after the other."""
EDGES = (0, 1, 2, 2**31 - 1, 2**31, 2**31 + 1, MODULUS - 2, MODULUS - 1)
Numbers = Mapping[Base, int]


def drawn(random: Random, bases: list[Base]) -> Numbers:
    """Numbers, most of them close to each other, half the number space apart, or at an edge."""
    found: dict[Base, int] = {}
    for base in bases:
        close = [one + random.randrange(-18, 19) for one in found.values()]
        half = [one + MODULUS // 2 + random.randrange(-1, 2) for one in found.values()]
        choice = random.choice([close, close, half, EDGES, [random.randrange(MODULUS)], [base.shown]])
        found[base] = random.choice(choice or EDGES) % MODULUS
    return found


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of all numbers: of those of one search, all at once, and one choice after the other."""

    own: Transfer
    found: Exploration
    at_once: Conditions | None
    one_by_one: AllChoices
    above: Mapping[str, Callable[[Numbers], bool]]
    """For each property, whether the bound from above has a state that shows it, for some numbers."""

    def agrees(self, other: Exploration, numbers: Numbers) -> Iterator[str]:
        """The name of each comparison that was made; AssertionError where what is said is not so."""
        regions = self.one_by_one.regions
        if self.own.covered and regions.holds(self.own.number, numbers):
            assert verdicts(other) == verdicts(self.found), numbers
            assert self.own.may_merge or counted(other) == counted(self.found), numbers
            yield "own"
        here = [one for one in self.one_by_one.searched if regions.holds(one.region, numbers)]
        assert here or self.one_by_one.cut, numbers
        for one in here:
            assert one.verdicts == {name: answer.verdict for name, answer in other.answers.items()}, numbers
            yield "one by one"
        for answer in self.at_once.answers if self.at_once is not None else ():
            verdict = other.answers[answer.property].verdict
            if Verdict.NOT_ESTABLISHED not in (verdict, answer.verdict):
                assert (verdict in SHOWN) is answer.true_for(numbers), (answer, numbers, verdict)
                yield "at once"
        for name, may_be in self.above.items():
            assert may_be(numbers) or other.answers[name].verdict not in SHOWN, (name, numbers)
            yield "from above"


def verdicts(found: Exploration) -> Mapping[str, tuple[Verdict, int | None, int | None]]:
    """The verdicts, with the lengths of what is shown; how long a lasso is depends on the order of the search."""
    return {
        name: (one.verdict, None if one.trace is not None and one.trace.loop is not None else one.steps, one.cost)
        for name, one in found.answers.items()
    }


def counted(found: Exploration) -> tuple[int, int, int]:
    """States, transitions and depth."""
    return found.states, found.transitions, found.depth


def searched(case: Case, system: System, most: int) -> Exploration | None:
    """The search of the case with that system; None where it is refused, or more than that."""
    try:
        found = explore(system, case.properties, max_states=most)
    except SpecError:
        return None  # a counter leaves its bounds, or a set without a capacity has too many messages
    return found if found.complete else None


def held(case: Case, seed: int) -> Counter[str]:
    """How often each was compared with a search; AssertionError where one of them says what is not so."""
    found = searched(case, case.system, MOST)
    if found is None:
        return Counter({"too large or refused": 1})
    free, regions, random = Free(case.system, ()), Regions(), Random(seed)
    own = transferred(found, free, regions=regions)
    numbers = [drawn(random, free.bases.all()) for _ in range(3)]
    numbers += choices(own, regions, random, 2) if own.covered else []
    one_by_one = all_choices(found, found.properties, Clock(), 3 * MOST, FEW, free, regions)
    said = Said(own, found, _at_once(case), one_by_one, _from_above(case))
    made = Counter({"systems": 1})
    for one in numbers:
        other = searched(case, with_numbers(free.system, one), 20 * MOST)
        if other is not None:
            made.update(said.agrees(other, one))
    return made


def _at_once(case: Case) -> Conditions | None:
    try:
        found = conditions(case.system, askable(case.properties), 2 * MOST)
    except SpecError:
        return None
    return found if found.complete else None


def _from_above(case: Case) -> Mapping[str, Callable[[Numbers], bool]]:
    asked = {name: shows(one) for name, one in askable(case.properties).items()}
    try:
        above = joined(search(case.system, asked.values(), 1), LOOKS * MOST, Clock())
        return {name: partial(_in_some, above, [one.region for one in above.where(bad)]) for name, bad in asked.items()}
    except (SpecError, Unbounded, Unsupported):
        return {}


def _in_some(above: Symbolic, regions: list[int], numbers: Numbers) -> bool:
    return any(above.regions.holds(one, numbers) for one in regions)


KINDS: Mapping[str, st.SearchStrategy[Case | None]] = {
    "machines that compare numbers": number_cases(),
    "random machines": cases(),
    "random machines, numbers far apart": cases().map(lambda one: one and spread(one, 100)),
    "random machines in other number spaces": roomy(),
}


def tried(kind: str, many: settings, count: Counter[str]) -> Callable[[], None]:
    """Try so many systems of a kind, and count what was compared."""

    @many
    @given(KINDS[kind], st.integers(0, 10_000))
    def held_to_searches(case: Case | None, seed: int) -> None:
        if case is not None:
            note(repr(case))
            count.update(held(case, seed))

    return held_to_searches


def main(systems: int, seed: int | None = None) -> None:
    """That many new systems of each kind; those of the seed, where there is one."""
    many = settings(random, max_examples=systems, derandomize=False, phases=tuple(Phase))
    for kind in KINDS:
        count = Counter[str]()
        trying = tried(kind, many, count)
        (trying if seed is None else seeded(seed)(trying))()
        print(f"{kind}: {dict(count)}", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
