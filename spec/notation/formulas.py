"""The typed faces of formulas: what a user writes.

Operators build data and compute nothing.  ``<``, ``<=``, ``==`` and ``+`` on sequence numbers are arithmetic
modulo the number space (RFC 9293 3.4) and stay within one number space: an editor sees a comparison across
spaces as a type error, and the declaration is refused.  ``==`` builds a formula, so nothing here may be used
with ``in``, as a dictionary key by value, or as a yes-or-no value.
"""

from __future__ import annotations

import enum
from typing import Generic, Literal, NoReturn, TypeVar

from spec.notation import nodes
from spec.notation.errors import SpecError, fault
from spec.notation.nodes import Condition, Space, Term
from spec.notation.wording import words


class Ours:
    """Type of numbers that count the octets of the end that reads them."""


class Theirs:
    """Type of numbers that count the octets of its peer."""


class OfA:
    """Type of numbers that count A's octets, in properties."""


class OfB:
    """Type of numbers that count B's octets, in properties."""


S = TypeVar("S", Ours, Theirs, OfA, OfB)
SPACES: dict[type, Space] = {Ours: Space.OURS, Theirs: Space.THEIRS, OfA: Space.OF_A, OfB: Space.OF_B}


class Bool:
    """A formula that is true or false: combine with ``&``, ``|``, ``~`` and ``.implies()``."""

    def __init__(self, node: Condition) -> None:
        self.node: Condition = node

    def __and__(self, other: Bool) -> Bool:
        return Bool(nodes.All((*_parts(self.node, nodes.All), *_parts(condition(other), nodes.All))))

    def __or__(self, other: Bool) -> Bool:
        return Bool(nodes.Some((*_parts(self.node, nodes.Some), *_parts(condition(other), nodes.Some))))

    def __invert__(self) -> Bool:
        return Bool(nodes.Not(self.node))

    def implies(self, other: Bool) -> Bool:
        """False only where this holds and the other does not."""
        return Bool(nodes.Some((nodes.Not(self.node), condition(other))))

    def counted(self) -> Count:
        """1 where it holds, else 0."""
        return Count(nodes.AsNumber(self.node))

    def called(self, name: str) -> Bool:
        """The same formula under the name that traces and pictures print."""
        return Bool(nodes.Named(name, self.node))

    def __bool__(self) -> NoReturn:
        raise fault(
            f"the formula '{self}' was used as a yes-or-no value: write & | ~ instead of and/or/not/if, "
            "and (a < b) & (b <= c) instead of a < b <= c"
        )

    def __repr__(self) -> str:
        return words(self.node)


TRUE, FALSE = Bool(nodes.TRUTH), Bool(nodes.FALSEHOOD)


class Seq(Generic[S]):
    """A sequence number of one space, 0..M-1."""

    __hash__ = None  # type: ignore[assignment]  # == makes a formula: a set of these could not be asked

    def __init__(self, node: Term, space: Space) -> None:
        self.node: Term = node
        self.space = space

    def __add__(self, other: int | Count) -> Seq[S]:
        return Seq(nodes.Plus(self.node, amount(other)), self.space)

    def __sub__(self, other: int | Count) -> Seq[S]:
        return Seq(nodes.Plus(self.node, amount(other), minus=True), self.space)

    def since(self, other: Seq[S]) -> Count:
        """How many numbers lie from the other up to this one, modulo the number space."""
        return Count(nodes.Plus(self.node, same_space(other, self).node, minus=True))

    def __lt__(self, other: Seq[S]) -> Bool:
        return self._compare("<", other)

    def __le__(self, other: Seq[S]) -> Bool:
        return self._compare("<=", other)

    def __gt__(self, other: Seq[S]) -> Bool:
        return same_space(other, self)._compare("<", self)

    def __ge__(self, other: Seq[S]) -> Bool:
        return same_space(other, self)._compare("<=", self)

    def __eq__(self, other: Seq[S]) -> Bool:  # type: ignore[override]  # a formula, as in Z3's own Python API
        return self._compare("==", other)

    def __ne__(self, other: Seq[S]) -> Bool:  # type: ignore[override]
        return ~self._compare("==", other)

    def _compare(self, op: Literal["==", "<", "<="], other: Seq[S]) -> Bool:
        return Bool(nodes.Compare(op, self.node, same_space(other, self).node, seq=True))

    def __repr__(self) -> str:
        return words(self.node)


class Count:
    """A whole number with declared bounds: ticks, octets, messages counted."""

    __hash__ = None  # type: ignore[assignment]

    def __init__(self, node: Term) -> None:
        self.node: Term = node

    def __add__(self, other: int | Count) -> Count:
        return Count(nodes.Plus(self.node, amount(other), seq=False))

    def __sub__(self, other: int | Count) -> Count:
        return Count(nodes.Plus(self.node, amount(other), minus=True, seq=False))

    def __lt__(self, other: int | Count) -> Bool:
        return Bool(nodes.Compare("<", self.node, amount(other), seq=False))

    def __le__(self, other: int | Count) -> Bool:
        return Bool(nodes.Compare("<=", self.node, amount(other), seq=False))

    def __gt__(self, other: int | Count) -> Bool:
        return Bool(nodes.Compare("<", amount(other), self.node, seq=False))

    def __ge__(self, other: int | Count) -> Bool:
        return Bool(nodes.Compare("<=", amount(other), self.node, seq=False))

    def __eq__(self, other: int | Count) -> Bool:  # type: ignore[override]
        return Bool(nodes.Compare("==", self.node, amount(other), seq=False))

    def __ne__(self, other: int | Count) -> Bool:  # type: ignore[override]
        return ~(self == other)

    def __repr__(self) -> str:
        return words(self.node)


E = TypeVar("E", bound=enum.Enum)


class Choice(Generic[E]):
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


class BitSet:
    """The bits of a message's field, such as TCP's control bits."""

    def __init__(self, node: nodes.Field, bits: type[enum.IntFlag]) -> None:
        self.node = node
        self.bits = bits

    def has(self, mask: enum.IntFlag) -> Bool:
        """Whether all of these bits are on."""
        if not isinstance(mask, self.bits):
            raise fault(f"'{self}' has the bits {', '.join(b.name or '' for b in self.bits)}, not {mask!r}")
        return Bool(nodes.HasBits(self.node, int(mask)))

    def __repr__(self) -> str:
        return words(self.node)


def param(name: str, default: int | None = None) -> Count:
    """A number that the system gives, ``System(..., params={"N": 3})``, or the default where it gives none."""
    return Count(nodes.Param(name, default))


def position(members: type[E], member: E) -> int:
    """Where a member stands in its enumeration; SpecError if it is of another one."""
    if not isinstance(member, members):
        raise fault(f"{member!r} is no member of {members.__name__}: {', '.join(m.name for m in members)}")
    return list(members).index(member)


def amount(value: int | Count) -> Term:
    """The node of a whole number."""
    if isinstance(value, Count):
        return value.node
    if isinstance(value, int) and not isinstance(value, bool):
        return nodes.Const(value)
    raise fault(f"{_said(value)} was given where a whole number is meant")


def condition(value: Bool) -> Condition:
    """The node of a formula; SpecError for anything else."""
    if not isinstance(value, Bool):
        raise fault(f"{_said(value)} was given where a formula is meant, such as (a < b) or a flag")
    return value.node


def same_space(value: Seq[S], like: Seq[S]) -> Seq[S]:
    """The value, if it is a number of the same space; SpecError if not."""
    if not isinstance(value, Seq):
        raise fault(f"{_said(value)} was given where a sequence number is meant, compared with '{like}'")
    if value.space is not like.space:
        raise fault(
            f"'{like}' counts {like.space.value}, '{value}' counts {value.space.value}: "
            f"comparing them says nothing{_swapped(like, value)}"
        )
    return value


def _swapped(*sides: Seq[S]) -> str:
    fields = [words(side.node) for side in sides if isinstance(side.node, nodes.Field)]
    return f" ({fields[0]} where another field of the message was meant?)" if fields else ""


def _parts(node: Condition, kind: type[nodes.All] | type[nodes.Some]) -> tuple[Condition, ...]:
    # an implication keeps its two parts together: its first part is the premise
    if isinstance(node, kind) and not (node.parts and isinstance(node.parts[0], nodes.Not)):
        return node.parts
    return (node,)


def _said(value: object) -> str:
    return f"'{value}'" if isinstance(value, Bool | Seq | Count | Choice | BitSet) else repr(value)


__all__ = [
    "FALSE",
    "TRUE",
    "BitSet",
    "Bool",
    "Choice",
    "Count",
    "OfA",
    "OfB",
    "Ours",
    "Seq",
    "SpecError",
    "Theirs",
    "param",
]
