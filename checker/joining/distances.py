"""How far two bases may lie from each other, exactly, where every question is about their distance.

A distance is a number modulo 2^32; the answers to some questions leave arcs of that circle.  This is arithmetic, and
says what the placement is; that the answers follow from it is left to a solver.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from checker.joining.numbers import HALF, MODULUS, Base, Question, Sum

Arc = tuple[int, int]
"""From the first to the last number, both included, 0 <= first <= last < 2^32."""
Assumed = frozenset[tuple[Question, bool]]
"""Questions with their answers."""
Pair = tuple[Base, Base | None]
"""Of the first base how far it lies after the second; or its value, where there is none."""
ALL: tuple[Arc, ...] = ((0, MODULUS - 1),)


def arcs(first: int, size: int) -> tuple[Arc, ...]:
    """So many numbers from the first on, past the end of the number space if need be.

    >>> arcs(2**32 - 2, 4)
    ((0, 1), (4294967294, 4294967295))
    """
    first %= MODULUS
    if size <= 0:
        return ()
    last = first + min(size, MODULUS) - 1
    if last < MODULUS:
        return ((first, last),)
    return ALL if size >= MODULUS else ((0, last - MODULUS), (first, MODULUS - 1))


def both(one: tuple[Arc, ...], other: tuple[Arc, ...]) -> tuple[Arc, ...]:
    """What lies in both."""
    common = ((max(a, c), min(b, d)) for a, b in one for c, d in other)
    return tuple(sorted(arc for arc in common if arc[0] <= arc[1]))


def rest(one: tuple[Arc, ...]) -> tuple[Arc, ...]:
    """What lies in none of them.

    >>> rest(((0, 1), (5, 2**32 - 1)))
    ((2, 4),)
    """
    begins = [0, *(last + 1 for _, last in one)]
    ends = [*(first - 1 for first, _ in one), MODULUS - 1]
    return tuple((begin, end) for begin, end in zip(begins, ends, strict=True) if begin <= end)


def union(one: tuple[Arc, ...], other: tuple[Arc, ...]) -> tuple[Arc, ...]:
    """What lies in either.

    >>> union(((0, 1),), ((2, 4), (7, 9)))
    ((0, 4), (7, 9))
    """
    return rest(both(rest(one), rest(other)))


@dataclass
class Distances:
    """What answers leave of the distances of pairs, and the answers that are about something else."""

    of: dict[Pair, tuple[Arc, ...]] = field(default_factory=dict[Pair, tuple[Arc, ...]])
    others: dict[Question, bool] = field(default_factory=dict[Question, bool])

    def keep(self, question: Question, answer: bool) -> None:
        """Keep to an answer."""
        known = about(question)
        if known is None:
            self.others[question] = answer
            return
        pair, yes = known
        self.of[pair] = both(self.of.get(pair, ALL), yes if answer else rest(yes))

    def never(self, question: Question) -> bool:
        """Whether the answer is no at every distance that is left."""
        known = about(question)
        return known is not None and not both(self.of.get(known[0], ALL), known[1])

    def excludes(self, other: Distances) -> bool:
        """Whether some pair alone shows that no numbers keep to both."""
        return any(not both(left, other.of[pair]) for pair, left in self.of.items() if pair in other.of)

    def assumed(self) -> Assumed:
        """The placement as answers to questions: whatever lies in a gap is excluded."""
        found = dict(self.others)
        for (one, other), left in self.of.items():
            bases = _bases(one, other)
            if len(left) == 1 and left[0][0] == left[0][1]:
                found[Question("zero", bases, -left[0][0] % MODULUS)] = True
                continue
            for first, last in rest(left):
                found[Question("below", bases, -first % MODULUS, (), last - first + 1)] = False
        return frozenset(found.items())

    def impossible(self) -> bool:
        """Whether no distance is left to some pair."""
        return not all(self.of.values())

    def __bool__(self) -> bool:
        return bool(self.of or self.others)

    def __iter__(self) -> Iterator[tuple[Pair, tuple[Arc, ...]]]:
        return iter(sorted(self.of.items(), key=lambda one: (one[0][0], one[0][1] or one[0][0])))


def distances(answers: Mapping[Question, bool]) -> Distances:
    """What these answers leave."""
    found = Distances()
    for question, answer in answers.items():
        found.keep(question, answer)
    return found


def _bases(one: Base, other: Base | None) -> Sum:
    return tuple(sorted([(one, 1), *([(other, -1)] if other is not None else [])]))


def about(question: Question) -> tuple[Pair, tuple[Arc, ...]] | None:
    """The pair that a question is about, and at which distances the answer is yes; None where it is about more."""
    left, right = _pair(question.bases), _pair(question.than)
    pair, offset = (left, question.offset) if left is not None else (right, question.most)
    if pair is None or (question.bases and question.than):
        return None
    first, size = _yes(question)
    sign = dict(question.bases or question.than)[pair[0]]
    begin = first - offset if sign > 0 else offset - (first + size - 1)  # the sum is the distance, or its negative
    return pair, arcs(begin, size)


def pair_of(question: Question) -> Pair | None:
    """The pair that a question is about; None where it is about more."""
    known = about(question)
    return known and known[0]


def as_distance(question: Question, pair: Pair) -> Question:
    """The same question, of one number that may be any: as any number is the distance of some two."""
    base = Base(f"from {pair[1].name} to {pair[0].name}" if pair[1] else pair[0].name, 0)
    sign = dict(question.bases or question.than)[pair[0]]
    bases, than = (((base, sign),) if some else () for some in (question.bases, question.than))
    return replace(question, bases=bases, than=than)


def _yes(question: Question) -> Arc:
    """The first value of the sum at which the answer is yes, and how many there are."""
    match question.kind:
        case "zero":
            return 0, 1
        case "negative":
            return HALF, HALF
        case "below" if question.bases:
            return 0, question.most
        case "below":
            return question.offset + 1, MODULUS - 1 - question.offset


def _pair(bases: Sum) -> Pair | None:
    """The two bases of a difference, the later named first; or the only base."""
    if len(bases) == 1 and abs(bases[0][1]) == 1:
        return bases[0][0], None
    if len(bases) == 2 and {bases[0][1], bases[1][1]} == {1, -1}:
        return bases[1][0], bases[0][0]
    return None
