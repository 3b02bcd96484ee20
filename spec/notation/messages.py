"""Messages: a kind, its fields, and how it is printed.

A field is declared as its *receiver* reads it: ``SEQ = Number(Theirs)`` counts the octets of the end that
sent it.  The sender therefore gives it one of its own numbers.  The notation turns the space round.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from spec.notation import nodes
from spec.notation.errors import SpecError, fault
from spec.notation.formulas import SPACES, BitSet, Count, Ours, Seq, Theirs, amount
from spec.notation.nodes import End, Space, Term
from spec.notation.variables import Own

TURNED = {Space.OURS: Space.THEIRS, Space.THEIRS: Space.OURS}


class Number(Seq[Own]):
    """A field that carries a sequence number."""

    def __init__(self, space: type[Own]) -> None:
        super().__init__(nodes.Field("?", "?", nodes.Seqs(SPACES[space])), SPACES[space])

    def __set_name__(self, owner: type[Message], name: str) -> None:
        self.node = nodes.Field(owner.__name__, name, nodes.Seqs(self.space), owner.prefix_of())


class Amount(Count):
    """A field that carries a whole number 0..most, such as a length."""

    def __init__(self, most: int | Count) -> None:
        bound = amount(most)
        if not isinstance(bound, nodes.Const | nodes.Param):
            raise fault(f"Amount({most}): give a number or a param as the bound")
        self.most = bound.value if isinstance(bound, nodes.Const) else bound
        super().__init__(nodes.Field("?", "?", nodes.Counts(self.most)))

    def __set_name__(self, owner: type[Message], name: str) -> None:
        self.node = nodes.Field(owner.__name__, name, nodes.Counts(self.most), owner.prefix_of())


class ControlBits(BitSet):
    """A field of named bits."""

    def __init__(self, bits: type[enum.IntFlag]) -> None:
        super().__init__(nodes.Field("?", "?", nodes.Bits(tuple(bit.name or "" for bit in bits))), bits)

    def __set_name__(self, owner: type[Message], name: str) -> None:
        self.node = nodes.Field(owner.__name__, name, self.node.domain, owner.prefix_of())


@dataclass(frozen=True, slots=True)
class Send:
    """Effect: a message leaves for the peer, with the values that its fields have at that moment."""

    message: type[Message]
    values: tuple[Term, ...]
    """In the order of the message's fields."""


@dataclass(frozen=True, slots=True)
class Flying:
    """One message in flight at the start."""

    to: End
    message: type[Message]
    values: tuple[int, ...]


class Message:
    """A kind of message.  Subclass it, give it fields, and say ``prefix`` and ``text`` if the RFC has its own."""

    prefix: ClassVar[str] = ""
    fields: ClassVar[tuple[nodes.Field, ...]] = ()

    def __init_subclass__(cls) -> None:
        faces = [face for face in vars(cls).values() if isinstance(face, Number | Amount | ControlBits)]  # pyright: ignore[reportUnknownVariableType]
        cls.fields = tuple(face.node for face in faces if isinstance(face.node, nodes.Field))

    @classmethod
    def prefix_of(cls) -> str:
        """What stands before a field's name: the class's prefix, or its name and a dot."""
        return cls.prefix or f"{cls.__name__}."

    @classmethod
    def send(cls, **values: Seq[Ours] | Seq[Theirs] | Count | int | enum.IntFlag) -> Send:
        """Effect: send one, each field given by name in the sender's number space; 0 where not given."""
        cls.known(values)
        return Send(cls, tuple(cls._sent(field, values.get(field.name, 0)) for field in cls.fields))

    @classmethod
    def flying(cls, to: End, **values: int) -> Flying:
        """A message of this kind in flight at the start, on its way to that end."""
        cls.known(values)
        if to not in ("A", "B"):
            raise fault(f"{cls.__name__}.flying(to={to!r}): the ends are 'A' and 'B'")
        return Flying(to, cls, tuple(int(values.get(field.name, 0)) for field in cls.fields))

    @classmethod
    def known(cls, values: Mapping[str, object]) -> None:
        """SpecError if a name is no field of this message."""
        names = [field.name for field in cls.fields]
        for name in values:
            if name not in names:
                raise fault(f"{cls.__name__} has no field {name!r}; its fields are {', '.join(names) or 'none'}")

    @classmethod
    def _sent(cls, field: nodes.Field, value: object) -> Term:
        if isinstance(value, enum.IntFlag) or (isinstance(value, int) and not isinstance(value, bool)):
            return nodes.Const(int(value))
        if isinstance(field.domain, nodes.Seqs):
            return cls._turned(field, field.domain.space, value)
        if isinstance(value, Count):
            return value.node
        raise fault(f"{cls.__name__}.send({field.name}={value!r}): a whole number is meant")

    @classmethod
    def _turned(cls, field: nodes.Field, space: Space, value: object) -> Term:
        if not isinstance(value, Seq):
            raise fault(f"{cls.__name__}.send({field.name}={value!r}): a sequence number is meant")
        if value.space is not TURNED[space]:
            raise fault(
                f"{cls.__name__}.send({field.name}={value!r}): the field carries {TURNED[space].value}, "
                f"'{value!r}' counts {value.space.value}"
            )
        node: Term = value.node
        return node

    @classmethod
    def text(cls, values: Mapping[str, int]) -> str:
        """One message in full, for ladders; override it to print as the RFC does."""
        inner = ", ".join(f"{name}={value}" for name, value in values.items())
        return f"{cls.__name__}({inner})" if inner else cls.__name__

    @classmethod
    def short(cls, values: Mapping[str, int]) -> str:
        """One message in a word or two, for labels."""
        return cls.__name__


__all__ = ["Amount", "ControlBits", "Flying", "Message", "Number", "Send", "SpecError"]
