"""The typed faces of what is chosen from a list: members of enumerations, and sets of bits."""

from __future__ import annotations

import enum
from typing import Generic, TypeVar

from spec.notation import nodes
from spec.notation.errors import fault, shown
from spec.notation.formulas import Bool, Unjoined
from spec.notation.nodes import Term
from spec.notation.wording import words

E = TypeVar("E", bound=enum.Enum)


class Choice(Unjoined, Generic[E]):
    """One member of an enumeration."""

    __hash__ = None  # type: ignore[assignment]

    def __init__(self, node: Term, members: type[E]) -> None:
        self.node: Term = node
        self.members = members

    def __eq__(self, other: E) -> Bool:  # type: ignore[override]
        return Bool(nodes.Compare("==", self.node, nodes.Const(position(self.members, other)), seq=False))

    def __ne__(self, other: E) -> Bool:  # type: ignore[override]
        return ~(self == other)

    def __repr__(self) -> str:
        return words(self.node)


class BitSet(Unjoined):
    """The bits of a message's field, such as TCP's control bits."""

    def __init__(self, node: nodes.Field, bits: type[enum.IntFlag]) -> None:
        self.node = node
        self.bits = bits

    def has(self, mask: enum.IntFlag) -> Bool:
        """Whether all of these bits are on."""
        if not isinstance(mask, self.bits):
            names = [f"{self.bits.__name__}.{bit.name}" for bit in self.bits]
            raise fault(f"'{self}' has the bits {', '.join(names)}: {shown(mask)} is none of them")
        return Bool(nodes.HasBits(self.node, int(mask)))

    def __repr__(self) -> str:
        return words(self.node)


def position(members: type[E], member: E) -> int:
    """Where a member stands in its enumeration; SpecError if it is of another one."""
    if not isinstance(member, members):
        raise fault(f"{shown(member)} is no member of {members.__name__}: {', '.join(m.name for m in members)}")
    return list(members).index(member)
