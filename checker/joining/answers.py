"""What the numbers of a search answer to questions about bases; each answer is kept, to be held to all numbers."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager

from checker.joining.numbers import MODULUS, Answering, Question, Sum, Unsupported, Word
from checker.joining.words import signed, word_words


class ComesRound(Exception):
    """The numbers of the search are one where those of 32 bits are two, or compare otherwise, wherever they stand."""


class Representatives:
    """The numbers of a search as those that stand for all others, modulo its own modulus."""

    def __init__(self, modulus: int) -> None:
        self.modulus = modulus
        self.answers: dict[Question, bool] = {}
        """Every question that was asked, with the answer that these numbers give."""

    def __call__(self, question: Question) -> bool:
        known = self.answers.get(question)
        if known is None:
            known = self.answers[question] = self._answer(question)
        return known

    def _answer(self, question: Question) -> bool:
        total = self.of_sum(question.bases, question.offset)
        if question.kind == "below":  # a plain amount is what it is
            left = total if question.bases else question.offset
            return left < (self.of_sum(question.than, question.most) if question.than else question.most)
        return total == 0 if question.kind == "zero" else 2 * total >= self.modulus

    def of_sum(self, bases: Sum, offset: int) -> int:
        """The number that stands for a sum; an offset in the upper half of 32 bits is a negative one."""
        return (signed(offset) + sum(base.shown * times for base, times in bases)) % self.modulus

    def of(self, number: int) -> int:
        """The number that stands for a sequence number."""
        return (
            self.of_sum(number.bases, number.offset) if isinstance(number, Word) else self.of_sum((), number % MODULUS)
        )

    @staticmethod
    def amount(value: int) -> int:
        """A whole number that is kept; Unsupported where it is a distance that no base decides."""
        if isinstance(value, Word):
            raise Unsupported("a distance between unrelated numbers is kept as an amount")
        return value

    def equal(self, name: str, one: int, other: int) -> None:
        """Take note that two numbers are the same; ComesRound where they never are."""
        apart = (one - other) % MODULUS
        if not isinstance(apart, Word):
            both = f"{word_words(one)} and {word_words(other)}"
            raise ComesRound(f"{name} takes {both}, which are one number modulo {self.modulus} and two of 32 bits")
        self(Question("zero", apart.bases, apart.offset))

    @contextmanager
    def asked(self) -> Generator[Mapping[Question, bool]]:
        """Until the block ends, comparisons of words are answered by these numbers."""
        token = Answering.set(self)
        try:
            yield self.answers
        finally:
            Answering.reset(token)
