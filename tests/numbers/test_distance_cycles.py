"""Distances that close a circle: what is decided by looking, held to what Z3 says."""

from __future__ import annotations

from itertools import combinations
from random import Random

from checker.numbers.arcs import EVERY, MODULUS, Arcs, arc, common, has, joined, mirrored, moved, others, size
from checker.numbers.distance_cycles import closes_none, fits
from checker.numbers.satisfiable import Oracle
from checker.numbers.solver import Solver
from checker.numbers.words import Base, Below, Sum

HALF = MODULUS // 2
BASES = [Base(name, 0) for name in "abcd"]
EDGES = (0, 1, 15, HALF - 1, HALF, HALF + 1, MODULUS - 16, MODULUS - 1)


def some_arcs(random: Random) -> Arcs:
    """One arc or two, some of them over the top of the number space, some half as large as it is."""
    found: Arcs = ()
    for _ in range(random.choice((1, 1, 2))):
        least = random.choice([*EDGES, random.randrange(MODULUS)])
        found = joined(found, arc(least, random.choice((1, 1, 2, 16, HALF - 1, HALF, MODULUS - 1, MODULUS // 4))))
    return found


def some_region(random: Random) -> dict[Sum | Below, Arcs]:
    """Distances between two to four numbers, and of some of them to 0."""
    bases = BASES[: random.randrange(2, 5)]
    sums: list[Sum] = [((one, 1), (other, -1)) for one, other in combinations(bases, 2)]
    sums += [((one, 1),) for one in bases]
    chosen = random.sample(sums, random.randrange(1, len(sums) + 1))
    region = {bases: some_arcs(random) for bases in chosen}
    return {bases: arcs for bases, arcs in region.items() if arcs != EVERY}


def test_arcs_are_sets_of_numbers_over_the_top_of_the_number_space_too() -> None:
    random = Random(1)
    for _ in range(300):
        one, other = some_arcs(random), some_arcs(random)
        by = random.choice(EDGES)
        assert size(one) + size(others(one)) == MODULUS
        for number in (
            *EDGES,
            *(end % MODULUS for low, high in (*one, *other) for end in (low - 1, low, high - 1, high)),
        ):
            assert has(others(one), number) is not has(one, number)
            assert has(common(one, other), number) is (has(one, number) and has(other, number))
            assert has(joined(one, other), number) is (has(one, number) or has(other, number))
            assert has(moved(one, by), (number + by) % MODULUS) is has(one, number)
            assert has(mirrored(one), -number % MODULUS) is has(one, number)


def test_whether_distances_fit_together_is_seen_as_z3_sees_it() -> None:
    random, oracle = Random(2), Oracle(Solver())
    decided = {True: 0, False: 0}
    for _ in range(250):
        region = some_region(random)
        fit = fits(region)
        if fit is not None:
            decided[fit] += 1
            assert fit is oracle.possible(region), region
    assert min(decided.values()) > 30


def test_distances_that_close_no_circle_fit_whatever_they_are() -> None:
    a, b, c, d = BASES
    tree: dict[Sum | Below, Arcs] = {((a, 1), (b, -1)): arc(0, 1), ((b, 1), (c, -1)): arc(5, 1), ((d, 1),): arc(7, 2)}
    assert closes_none(tree)
    assert fits(tree) is True
    assert not closes_none({**tree, ((a, 1), (c, -1)): arc(5, 1)})
    assert fits({**tree, ((a, 1), (c, -1)): arc(5, 1)}) is True
    assert fits({**tree, ((a, 1), (c, -1)): arc(6, 1)}) is False


def test_an_amount_below_another_is_for_the_solver() -> None:
    a, b, *_ = BASES
    assert fits({Below(((a, 1),), 0, ((b, 1),), 0): ((1, 2),)}) is None
    oracle = Oracle(Solver())
    assert not oracle.possible({Below(((a, 1),), 0, ((b, 1),), 0): ((1, 2),), ((b, 1),): arc(0, 1)})
    assert oracle.possible({Below(((a, 1),), 0, ((b, 1),), 0): ((1, 2),), ((b, 1),): arc(1, 1)})
