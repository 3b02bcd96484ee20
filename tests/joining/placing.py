"""The numbers that a placement allows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random

from checker.joining.distances import Assumed
from checker.joining.lemma import Joined
from checker.joining.numbers import MODULUS, Base, Question
from checker.joining.proof import Prover

EDGES = (0, 1, 2, 2**31 - 2, 2**31 - 1, 2**31, 2**31 + 1, MODULUS - 17, MODULUS - 2, MODULUS - 1)


def placements(lemma: Joined, random: Random, count: int) -> Iterator[Mapping[str, int]]:
    """Numbers that the placement allows, most of them at its edges and at those of the number space."""
    assert lemma.bases is not None
    bases, oracle = lemma.bases.all(), Prover()
    for _ in range(count):
        random.shuffle(bases)
        liked = [Base(base.name, random.choice([random.randrange(MODULUS), *EDGES])) for base in bases]
        found = oracle.example(lemma.assumed, liked)
        assert found is not None
        yield found


def keeps(assumed: Assumed, numbers: Mapping[str, int]) -> bool:
    """Whether the numbers keep to it, worked out without a solver."""
    return all(true(question, numbers) is answer for question, answer in assumed)


def true(question: Question, numbers: Mapping[str, int]) -> bool:
    """The answer where every base is known."""
    left, right = (
        (offset + sum(times * numbers[base.name] for base, times in bases)) % MODULUS
        for bases, offset in ((question.bases, question.offset), (question.than, question.most))
    )
    if question.kind == "below":
        return left < (right if question.than else question.most)
    return left == 0 if question.kind == "zero" else left >= MODULUS // 2
