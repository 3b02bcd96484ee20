"""What the numbers of a search answer to questions about bases; each answer is kept, to be held to all numbers."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager

from checker.numbers.arcs import MODULUS, has
from checker.numbers.wording import word_words
from checker.numbers.words import (
    HALF,
    NEGATIVE,
    ZERO,
    Among,
    Asked,
    Base,
    Below,
    Free,
    Question,
    Sum,
    Unsupported,
    Word,
)


class ComesRound(Exception):
    """The numbers of the search are one where those of 32 bits are two, or compare otherwise, whatever they are."""


class Representatives:
    """The numbers of a search as those that stand for all others, modulo its own modulus."""

    def __init__(self, modulus: int, numbers: Mapping[Base, int]) -> None:
        self.modulus, self.numbers = modulus, numbers
        self.answers: dict[Question, bool] = {}
        """Every question that was asked, with the answer that these numbers give."""

    def __call__(self, question: Question) -> bool:
        known = self.answers.get(question)
        if known is None:
            known = self.answers[question] = self._answer(question)
        return known

    def _answer(self, question: Question) -> bool:
        if isinstance(question, Below):
            left, right = self._of_sum(question.left, question.begin), self._of_sum(question.right, question.end)
            return left + question.more < right
        total = self._of_sum(question.bases, question.offset)
        return 2 * total >= self.modulus if question.arcs == NEGATIVE else has(question.arcs, total)

    def _of_sum(self, bases: Sum, offset: int) -> int:
        """The number that stands for a sum; an offset in the upper half of 32 bits is a negative one."""
        small = offset % MODULUS if offset % MODULUS <= HALF else offset % MODULUS - MODULUS
        return (small + sum(self.numbers[base] * times for base, times in bases)) % self.modulus

    def of(self, number: int) -> int:
        """The number that stands for a sequence number."""
        return self._of_sum(number.bases, number.offset) if isinstance(number, Word) else self._of_sum((), number)

    @staticmethod
    def amount(value: int) -> int:
        """A whole number that is kept; Unsupported where it is a distance that no base decides."""
        if isinstance(value, Free):
            raise Unsupported("a distance between unrelated numbers is kept as an amount")
        return value

    def equal(self, name: str, one: int, other: int) -> None:
        """Take note that two numbers are the same; ComesRound where they never are."""
        apart = (one - other) % MODULUS
        if not isinstance(apart, Word):
            both = f"{word_words(one)} and {word_words(other)}"
            raise ComesRound(f"{name} takes {both}, which are one number modulo {self.modulus} and two of 32 bits")
        self(Among(apart.bases, apart.offset, ZERO))

    @contextmanager
    def asked(self) -> Generator[None]:
        """Until the block ends, comparisons of words are answered by these numbers."""
        token = Asked.set(self)
        try:
            yield
        finally:
            Asked.reset(token)
