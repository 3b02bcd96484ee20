"""Whole numbers as bit-vectors just wide enough, and sequence numbers modulo any M.

A number carries the least and the most that it can be, so that no sum overflows: its bit-vector has a sign where it can
be below 0, and none otherwise.  With M = 2^32 a sequence number is a word of 32 bits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from checker.packed.message_keys import size
from checker.proofs.relation.formulas import Formulas
from spec.notation import nodes
from spec.notation.nodes import Domain
from spec.notation.systems import System

MOST_WRAPS = 3
"""A number at most so many times around is brought back by comparing it; above, by dividing."""


def width(least: int, most: int) -> int:
    """The bits that the numbers from least to most need, a sign included where some are below 0.

    >>> width(0, 1023), width(-1, 1), width(0, 0)
    (10, 2, 1)
    """
    if least >= 0:
        return max(1, most.bit_length())
    return max((-least - 1).bit_length(), most.bit_length()) + 1


@dataclass(frozen=True, slots=True)
class Ranged:
    """A number from ``least`` to ``most``, as a bit-vector of :func:`width` bits."""

    word: Any
    least: int
    most: int


class Numbers(Formulas[Ranged]):
    """Formulas over such numbers, for one system's modulus."""

    def __init__(self, solver: Any, system: System) -> None:
        super().__init__(solver)
        self.system, self.modulus = system, system.modulus

    def bits(self, domain: Domain) -> int:
        """How many bits a value of that domain has where it is stored."""
        return width(0, size(domain, self.system) - 1)

    def symbol(self, name: str, domain: Domain) -> Any:
        """A bit-vector for any value of a domain."""
        return self.solver.BitVec(name, self.bits(domain))

    def ranged(self, word: Any, domain: Domain) -> Ranged:
        """What is stored, as a number."""
        return Ranged(word, 0, size(domain, self.system) - 1)

    def stored(self, value: Ranged, domain: Domain) -> Any:
        """A number of that domain as it is stored."""
        return self.cast(value, self.bits(domain))

    def cast(self, value: Ranged, bits: int) -> Any:
        """The number modulo 2^bits."""
        more = bits - width(value.least, value.most)
        if more == 0:
            return value.word
        if more < 0:
            return self.solver.Extract(bits - 1, 0, value.word)
        extend = self.solver.ZeroExt if value.least >= 0 else self.solver.SignExt
        return extend(more, value.word)

    def parameter(self, term: nodes.Param) -> int:
        return self.system.value(term)

    def number(self, value: int) -> Ranged:
        return Ranged(self.solver.BitVecVal(value, width(value, value)), value, value)

    def between(self, value: Ranged, least: int, most: int) -> Any:
        """Whether a number is one of these."""
        low = self.compared("<=", self.number(least), value, seq=False)
        return self.solver.And(low, self.compared("<=", value, self.number(most), seq=False))

    def plus(self, left: Ranged, right: Ranged, *, minus: bool, seq: bool) -> Ranged:
        if seq and self.modulus.bit_count() == 1:
            return self._around(left, right, minus=minus)
        least = left.least + (-right.most if minus else right.least)
        most = left.most + (-right.least if minus else right.most)
        total = self._added(left, right, width(least, most), minus=minus)
        return self.modulo(Ranged(total, least, most)) if seq else Ranged(total, least, most)

    def _around(self, left: Ranged, right: Ranged, *, minus: bool) -> Ranged:
        """Modulo a power of two: the bits that are too many are left out."""
        if self.modulus == 1:
            return self.number(0)
        bits = self.modulus.bit_length() - 1
        return Ranged(self._added(left, right, bits, minus=minus), 0, self.modulus - 1)

    def _added(self, left: Ranged, right: Ranged, bits: int, *, minus: bool) -> Any:
        one, other = self.cast(left, bits), self.cast(right, bits)
        return one - other if minus else one + other

    def modulo(self, value: Ranged) -> Ranged:
        """The sequence number that a whole number is."""
        modulus, times = self.modulus, value.least // self.modulus
        if times:
            return self.modulo(self.plus(value, self.number(times * modulus), minus=True, seq=False))
        wraps = value.most // modulus
        if not wraps:
            return Ranged(self.cast(value, width(0, value.most)), 0, value.most)
        if wraps > MOST_WRAPS:
            left = self.solver.URem(value.word, self.solver.BitVecVal(modulus, value.word.size()))
            return Ranged(self.cast(Ranged(left, 0, value.most), width(0, modulus - 1)), 0, modulus - 1)
        word = self.cast(value, width(0, modulus - 1))
        for wrap in range(1, wraps + 1):
            less = self.plus(value, self.number(wrap * modulus), minus=True, seq=False)
            beyond = self.compared("<=", self.number(wrap * modulus), value, seq=False)
            word = self.solver.If(beyond, self.cast(less, width(0, modulus - 1)), word)
        return Ranged(word, 0, modulus - 1)

    def compared(self, op: str, left: Ranged, right: Ranged, *, seq: bool) -> Any:
        """RFC 9293 3.4 of sequence numbers: one is before another from which it is half of the space away or more."""
        if op == "==" or not seq:
            return self._whole(op, left, right)
        if op == "<":
            return self._whole("<=", self.number((self.modulus + 1) // 2), self.plus(left, right, minus=True, seq=True))
        return self._whole("<=", self.plus(right, left, minus=True, seq=True), self.number(self.modulus // 2))

    def _whole(self, op: str, left: Ranged, right: Ranged) -> Any:
        bits = width(min(left.least, right.least), max(left.most, right.most))
        signed = min(left.least, right.least) < 0
        one, other = self.cast(left, bits), self.cast(right, bits)
        if op == "==":
            return one == other
        if op == "<":
            return one < other if signed else self.solver.ULT(one, other)
        return one <= other if signed else self.solver.ULE(one, other)

    def either(self, condition: Any, yes: Ranged, no: Ranged) -> Ranged:
        least, most = min(yes.least, no.least), max(yes.most, no.most)
        bits = width(least, most)
        return Ranged(self.solver.If(condition, self.cast(yes, bits), self.cast(no, bits)), least, most)

    def has_bits(self, value: Ranged, mask: int) -> Any:
        bits = max(width(0, mask), value.word.size())
        return self.cast(value, bits) & mask == mask
