"""What formulas are made of: plain data with structural equality, which every engine and picture reads.

Users never write a node; ``formulas.py`` has the typed faces that they do write.  Glossary: a *term* has a
value (number, flag, enumeration member), a *condition* is true or false; ``Var`` is a variable of the end that
reads it, ``Of`` the same variable seen from outside, in a property.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from operator import is_
from typing import Any, Literal, cast, get_args

End = Literal["A", "B"]
"""The name of an end, as text."""
ENDS: tuple[End, End] = ("A", "B")


class Space(enum.Enum):
    """A number space: whose octets a sequence number counts."""

    OURS = "our octets"
    THEIRS = "the peer's octets"
    OF_A = "A's octets"
    OF_B = "B's octets"


class Kept:
    """A node keeps its hash: what is large and shared is asked for it again and again."""

    __slots__ = ("hashed",)
    hashed: int


@dataclass(frozen=True, slots=True)
class Param(Kept):
    """A number that the system gives by name: ``param("N")``."""

    name: str
    default: int | None = None


@dataclass(frozen=True, slots=True)
class Seqs:
    """Domain: sequence numbers 0..M-1 of one space; M is the system's modulus."""

    space: Space


@dataclass(frozen=True, slots=True)
class Flags:
    """Domain: no, yes."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Domain: 0..most."""

    most: int | Param


@dataclass(frozen=True, slots=True)
class Members:
    """Domain: the members of an enumeration, by position."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bits:
    """Domain: sets of named bits; ``names[i]`` is bit i."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tuples:
    """Domain: sets of tuples of numbers, for history variables alone."""

    parts: tuple[Seqs | Counts, ...]


Domain = Seqs | Flags | Counts | Members | Bits | Tuples


@dataclass(frozen=True, slots=True)
class Var(Kept):
    """A variable of the end that reads it."""

    name: str
    domain: Domain
    start: int = 0
    ghost: bool = False
    """Whether it only remembers: no rule may read it."""
    group: str = ""
    """The class that declares it: another's variable of the same name is another variable."""


@dataclass(frozen=True, slots=True)
class Of(Kept):
    """A variable of a named end, in a property."""

    end: End
    var: Var


@dataclass(frozen=True, slots=True)
class Field(Kept):
    """A field of the arriving message."""

    message: str
    name: str
    domain: Domain
    prefix: str = ""
    ghost: bool = False
    """Whether it is only carried along: no rule may read it."""


@dataclass(frozen=True, slots=True)
class Const(Kept):
    """A number; the number space, if any, is that of its neighbour."""

    value: int


@dataclass(frozen=True, slots=True)
class Plus(Kept):
    """A sum; modulo M where ``seq``, else of whole numbers."""

    left: Term
    right: Term
    minus: bool = False
    seq: bool = True


@dataclass(frozen=True, slots=True)
class AsNumber(Kept):
    """1 where the condition holds, else 0."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class Drawn(Kept):
    """The number that a choice drew, in a lowered row (never written by a user)."""

    index: int


@dataclass(frozen=True, slots=True)
class Nth(Kept):
    """``values[index]``, in a lowered row: the numbers that an end draws one after the other."""

    values: tuple[int, ...]
    index: Term


Term = Var | Of | Field | Const | Param | Plus | AsNumber | Drawn | Nth


@dataclass(frozen=True, slots=True)
class Truth(Kept):
    """Always true, or never."""

    value: bool


@dataclass(frozen=True, slots=True)
class Compare(Kept):
    """A comparison; of sequence numbers (signed difference modulo M, RFC 9293 3.4) where ``seq``."""

    op: Literal["==", "<", "<="]
    left: Term
    right: Term
    seq: bool


@dataclass(frozen=True, slots=True)
class Holds(Kept):
    """A flag read as a condition."""

    flag: Term


@dataclass(frozen=True, slots=True)
class HasBits(Kept):
    """Whether all bits of a mask are on in a field of bits."""

    field: Term
    mask: int


@dataclass(frozen=True, slots=True)
class Not(Kept):
    part: Condition


@dataclass(frozen=True, slots=True)
class All(Kept):
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Some(Kept):
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Named(Kept):
    """A condition with the name that traces and pictures print."""

    name: str
    part: Condition


@dataclass(frozen=True, slots=True)
class InState(Kept):
    """Whether that end is in one of these states (by their text)."""

    end: End
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contains(Kept):
    """Whether a history variable remembers the tuple."""

    history: Term
    values: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class InFlight(Kept):
    """Whether a message of this kind, with these bits on, is in flight to that end; any message where no kind."""

    to: End
    message: str | None = None
    field: str = ""
    mask: int = 0
    bits: str = ""
    """The bits in words."""


@dataclass(frozen=True, slots=True)
class Knows(Kept):
    """Whether an end knows it: by everything it has seen, by its state, or by some of its variables."""

    end: End
    part: Condition
    view: Literal["history", "state"] | tuple[Of, ...]


@dataclass(frozen=True, slots=True)
class Common(Kept):
    """Whether it is common knowledge."""

    part: Condition
    view: Literal["history", "state"]


@dataclass(frozen=True, slots=True)
class Fact(Kept):
    """What is true of the system itself, in some of its worlds."""

    name: str


OfRuns = Knows | Common | Fact
"""What no single state says."""
Condition = Truth | Compare | Holds | HasBits | Not | All | Some | Named | InState | Contains | InFlight | OfRuns
Node = Term | Condition

KINDS: frozenset[type] = frozenset(get_args(Node))
"""Every kind of node."""
SLOTS: dict[type, tuple[str, ...]] = {kind: tuple(slot.name for slot in fields(kind)) for kind in KINDS}
"""What each is made of."""


def _keep_hash(kind: type) -> None:
    fresh: Callable[[object], int] = kind.__dict__["__hash__"]

    def kept(node: Kept) -> int:
        try:
            return node.hashed
        except AttributeError:
            found = fresh(node)
            object.__setattr__(node, "hashed", found)
            return found

    type.__setattr__(kind, "__hash__", kept)


for _kind in KINDS:
    _keep_hash(_kind)
TRUTH, FALSEHOOD = Truth(True), Truth(False)


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it, from the top, left to right."""
    yield node
    for child in children(node):
        yield from walk(child)


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly below."""
    found: list[Node] = []
    for name in SLOTS[type(node)]:
        value = getattr(node, name)
        for item in cast("tuple[object, ...]", value) if isinstance(value, tuple) else (value,):
            if type(item) in KINDS:  # isinstance with so many kinds is what a start would wait for
                found.append(cast(Node, item))
    return tuple(found)


def rebuild(node: Node, change: Callable[[Node], Node | None]) -> Node:
    """The node with every part replaced for which ``change`` gives something other than None, from the top."""
    new = change(node)
    if new is not None:
        return new
    before = [getattr(node, name) for name in SLOTS[type(node)]]
    after = [_rebuilt(value, change) for value in before]
    if all(map(is_, before, after)):  # most parts stay as they are
        return node
    return type(node)(*after)


def _rebuilt(value: Any, change: Callable[[Node], Node | None]) -> Any:
    if isinstance(value, tuple):
        parts = cast("tuple[object, ...]", value)
        rebuilt = tuple(_rebuilt(item, change) for item in parts)
        return parts if all(map(is_, parts, rebuilt)) else rebuilt
    return rebuild(value, change) if type(value) in KINDS else value
