"""Messages: a kind, its fields, and how it is printed.

A field is declared as its *receiver* reads it: ``SEQ = Number(Theirs)`` counts the octets of the end that
sent it.  The sender therefore gives it one of its own numbers.  The notation turns the space round.
"""

from __future__ import annotations

import enum
import functools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Self, cast

from spec.notation import nodes
from spec.notation.calling import spelt
from spec.notation.choices import BitSet
from spec.notation.ends import check_end
from spec.notation.errors import SpecError, fault, shown
from spec.notation.formulas import SPACES, Count, Ours, Seq, Theirs, amount
from spec.notation.letters import escaped
from spec.notation.naming import checked, checked_name
from spec.notation.nodes import End, Space, Term
from spec.notation.variables import UNNAMED, Own

TURNED = {Space.OURS: Space.THEIRS, Space.THEIRS: Space.OURS}


def _named(node: Term, owner: type[Message], name: str) -> nodes.Field:
    """The field with the name that it has in its message, which is the first class body that it stands in."""
    assert isinstance(node, nodes.Field)
    if node.name != UNNAMED:
        return node
    return replace(node, message=owner.__name__, name=name, prefix=owner.prefix_of())


class Number(Seq[Own]):
    """A field that carries a sequence number."""

    def __init__(self, space: type[Own]) -> None:
        super().__init__(nodes.Field(UNNAMED, UNNAMED, nodes.Seqs(SPACES[space])), SPACES[space])

    def __set_name__(self, owner: type[Message], name: str) -> None:
        self.node = _named(self.node, owner, name)


class Amount(Count):
    """A field that carries a whole number 0..most, such as a length.

    ``ghost``: no rule may read it, nor does a message of the protocol carry it.  It is set from ghost variables of
    the sender, ghost variables of the receiver remember it, and where no property asks for those it is left out.

    SpecError where ``most`` is no bound.
    """

    def __init__(self, most: int | Count, *, ghost: bool = False) -> None:
        bound = amount(most)
        if not isinstance(bound, nodes.Const | nodes.Param):
            raise fault(f"Amount({most}): give a number or a param as the bound")
        if isinstance(bound, nodes.Const) and bound.value < 1:
            raise fault(f"Amount({most}) counts nothing: give a bound of 1 or more")
        self.most = bound.value if isinstance(bound, nodes.Const) else bound
        self.ghost = ghost
        super().__init__(nodes.Field(UNNAMED, UNNAMED, nodes.Counts(self.most), "", ghost))

    def __set_name__(self, owner: type[Message], name: str) -> None:
        self.node = _named(self.node, owner, name)


class ControlBits(BitSet):
    """A field of named bits."""

    def __init__(self, bits: type[enum.IntFlag]) -> None:
        names = tuple(checked_name(bit.name, f"a bit of {bits.__name__}") for bit in bits)
        super().__init__(nodes.Field(UNNAMED, UNNAMED, nodes.Bits(names)), bits)

    def __set_name__(self, owner: type[Message], name: str) -> None:
        self.node = _named(self.node, owner, name)


@dataclass(frozen=True, slots=True)
class Send:
    """Effect: a message leaves for the peer, with the values that its fields have at that moment."""

    message: type[Message]
    values: tuple[Term, ...]
    """In the order of the message's fields."""

    def fields(self) -> tuple[tuple[nodes.Field, Term], ...]:
        """Each field with its value."""
        return tuple(zip(self.message.fields, self.values, strict=True))


@dataclass(frozen=True, slots=True)
class Flying:
    """One message in flight at the start."""

    to: End
    message: type[Message]
    values: tuple[int, ...]


def _carried(face: object) -> tuple[nodes.Field, ...]:
    is_field = isinstance(face, Number | Amount | ControlBits)
    node: object = getattr(face, "node", None)
    return (node,) if is_field and isinstance(node, nodes.Field) else ()


RESERVED = ("fields", "prefix_of", "send", "flying", "known")
"""What every kind of message has of its own."""


def _check_field(kind: type[Message], name: str, value: object) -> None:
    """SpecError where a name of the body is one that every kind has, or holds a field and is none."""
    carried = _carried(value)
    if name in RESERVED:
        raise fault(f"{kind.__name__} has '{name}' already, as every kind of message: give the field another name")
    if name in ("text", "short", "prefix") and carried:
        raise fault(f"'{name}' says how a {kind.__name__} is printed, and is no field: give the field another name")
    if isinstance(value, tuple | list) and any(map(_carried, cast("Iterable[object]", value))):
        raise fault(f"'{name}' of {kind.__name__} holds a field in brackets: leave them out, or the comma")
    for field in carried:
        if (field.message, field.name) != (kind.__name__, name):
            raise fault(
                f"'{name}' of {kind.__name__} is the field {field.name} of {field.message} already: "
                "write a field of its own, such as Number(Theirs)"
            )


def _seen(said: Callable[..., str]) -> Callable[..., str]:
    """What a protocol says of a message itself, with every letter written out that would not be seen."""

    @functools.wraps(said)
    def saying(kind: type[Message], values: Mapping[str, int]) -> str:
        return escaped(str(said(kind, values)))

    return saying


class Message:
    """A kind of message.  Subclass it, give it fields, and say ``prefix`` and ``text`` if the RFC has its own.

    SpecError where a field is no field.
    """

    prefix: ClassVar[str] = ""
    fields: ClassVar[tuple[nodes.Field, ...]] = ()

    def __new__(cls, *_: object, **values: object) -> Self:
        given = ", ".join(f"{name}=..." for name in values)
        raise fault(f"{cls.__name__}(...): a kind of message is sent, not called: write {cls.__name__}.send({given})")

    def __init_subclass__(cls) -> None:
        for base in cls.__bases__:
            if getattr(base, "fields", ()):
                raise fault(f"{cls.__name__} is made from {base.__name__}: make it from Message, with all its fields")
        body: list[tuple[str, object]] = list(vars(cls).items())
        for name, value in body:
            if isinstance(value, type) and issubclass(value, Number | Amount | ControlBits):
                raise fault(f"{cls.__name__}.{name} = {value.__name__} lacks its brackets: write {value.__name__}(...)")
        checked_name(cls.__name__, "a kind of message")
        checked(cls.prefix, f"prefix of {cls.__name__}")
        cls.fields = tuple(node for _, face in body for node in _carried(face))
        for name, value in body:
            _check_field(cls, name, value)
            if name in ("text", "short") and isinstance(value, classmethod):
                setattr(cls, name, classmethod(_seen(cast("classmethod[Message, ..., str]", value).__func__)))
        for one in cls.fields:
            checked_name(one.name, f"a field of {cls.__name__}")

    @classmethod
    def prefix_of(cls) -> str:
        """What stands before a field's name: the class's prefix, or its name and a dot."""
        return cls.prefix or f"{cls.__name__}."

    @classmethod
    @spelt
    def send(cls, **values: Seq[Ours] | Seq[Theirs] | Count | int | enum.IntFlag) -> Send:
        """Effect: send one, each field given by name in the sender's number space; 0 where not given."""
        cls.known(values)
        return Send(cls, tuple(cls._sent(field, values.get(field.name, 0)) for field in cls.fields))

    @classmethod
    @spelt
    def flying(cls, to: End, **values: int) -> Flying:
        """A message of this kind in flight at the start, on its way to that end."""
        cls.known(values)
        check_end(to, f"{cls.__name__}.flying(to={to!r})")
        for name, value in values.items():
            if not isinstance(value, int):
                raise fault(f"{cls.__name__}.flying({name}={shown(value)}): give a number")
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
        if isinstance(value, int) and not isinstance(value, bool):
            return nodes.Const(cls._written(field, int(value)))
        if isinstance(field.domain, nodes.Seqs):
            return cls._turned(field, field.domain.space, value)
        if isinstance(field.domain, nodes.Bits):
            raise fault(f"{cls.__name__}.send({field.name}={shown(value)}): give bits: {', '.join(field.domain.names)}")
        if isinstance(value, Count):
            return value.node
        raise fault(
            f"{cls.__name__}.send({field.name}={shown(value)}): a whole number is meant: an int, a Counter or an Amount"
        )

    @classmethod
    def _written(cls, field: nodes.Field, value: int) -> int:
        most = None
        if isinstance(field.domain, nodes.Bits):
            most = (1 << len(field.domain.names)) - 1
        elif isinstance(field.domain, nodes.Counts) and isinstance(field.domain.most, int):
            most = field.domain.most
        if value < 0 or (most is not None and value > most):
            allowed = "0 or more" if most is None else f"0 to {most}"
            raise fault(f"{cls.__name__}.send({field.name}={value}): it is {allowed}")
        return value

    @classmethod
    def _turned(cls, field: nodes.Field, space: Space, value: object) -> Term:
        if not isinstance(value, Seq):
            raise fault(
                f"{cls.__name__}.send({field.name}={shown(value)}): a sequence number is meant, such as a variable of "
                f"{TURNED[space].value}"
            )
        if value.space is not TURNED[space]:
            raise fault(
                f"{cls.__name__}.send({field.name}={value}): the field carries {TURNED[space].value}, "
                f"'{value}' counts {value.space.value}: give one that counts {TURNED[space].value}"
            )
        node: Term = value.node
        return node

    @classmethod
    def text(cls, values: Mapping[str, int]) -> str:
        """One message in full, for ladders: ``Syn <isn=1>``; override it to print as the RFC does."""
        fields = "".join(f"<{name}={value}>" for name, value in values.items())
        return f"{cls.__name__} {fields}".rstrip()

    @classmethod
    def short(cls, values: Mapping[str, int]) -> str:
        """One message in a word or two, for labels."""
        return cls.__name__


__all__ = ["Amount", "ControlBits", "Flying", "Message", "Number", "Send", "SpecError"]
