"""Messages as numbers: the place of a kind's block, the fields in mixed radix, and the age as the last digit."""

from __future__ import annotations

from collections.abc import Sequence

from checker.rows.configuration import Carried, EndFrame
from spec.notation import nodes
from spec.notation.messages import Flying, Message
from spec.notation.nodes import Domain
from spec.notation.systems import System


def size(domain: Domain, system: System) -> int:
    """How many values a domain has.

    >>> size(nodes.Flags(), None)  # type: ignore[arg-type]
    2
    """
    match domain:
        case nodes.Seqs():
            return system.modulus
        case nodes.Flags():
            return 2
        case nodes.Counts(most=most):
            return system.value(most) + 1
        case nodes.Members(names=names):
            return len(names)
        case nodes.Bits(names=names):
            return 1 << len(names)
        case nodes.Tuples(parts=parts):
            total = 1
            for part in parts:
                total *= size(part, system)
            return total


def mixed(values: Sequence[int], sizes: Sequence[int]) -> int:
    """One number for a tuple of numbers, the last digit fastest.

    >>> mixed((1, 2), (2, 3))
    5
    """
    key = 0
    for value, one in zip(values, sizes, strict=True):
        key = key * one + value
    return key


def unmixed(key: int, sizes: Sequence[int]) -> tuple[int, ...]:
    """The tuple behind the number.

    >>> unmixed(5, (2, 3))
    (1, 2)
    """
    values: list[int] = []
    for one in reversed(sizes):
        key, value = divmod(key, one)
        values.append(value)
    return tuple(reversed(values))


class Keys:
    """The messages that can travel towards one end, each with each age as a number from 0."""

    def __init__(self, frame: EndFrame) -> None:
        self.frame, self.kinds = frame, frame.kinds
        self.sizes = tuple(
            tuple(size(field.domain, frame.system) if frame.receives(field) else 1 for field in kind.fields)
            for kind in self.kinds
        )
        oldest = frame.system.way(frame.end).oldest
        self.ages = 1 if oldest is None else oldest + 1
        """How many ages there are: the keys of one message follow each other, the youngest first."""
        self.offsets: list[int] = []
        self.total = 0
        for sizes in self.sizes:
            self.offsets.append(self.total)
            block = 1
            for one in sizes:
                block *= one
            self.total += block * self.ages
        self.alike = (self.kinds, self.sizes, self.ages)
        """All that says which number a message has."""

    def key(self, carried: Carried) -> int:
        """The message's number."""
        own = mixed(carried.values, self.sizes[carried.kind])
        return self.offsets[carried.kind] + own * self.ages + carried.age

    def flying(self, one: Flying) -> int:
        """The number of a message as it is put in flight at the start, or by an attacker."""
        return self.key(self.frame.carried(one.message, one.values))

    def carried(self, key: int) -> Carried:
        """The message of that number."""
        kind = max(index for index, offset in enumerate(self.offsets) if offset <= key)
        own, age = divmod(key - self.offsets[kind], self.ages)
        return Carried(kind, unmixed(own, self.sizes[kind]), age)

    def youngest(self, key: int) -> int:
        """The key of the same message, just sent."""
        return key - key % self.ages

    def offset(self, message: type[Message]) -> tuple[int, tuple[int, ...]]:
        """Where the block of a kind begins, and the sizes of its fields."""
        kind = self.kinds.index(message)
        return self.offsets[kind], self.sizes[kind]
