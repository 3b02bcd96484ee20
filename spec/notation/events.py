"""The states of a machine, and the events that its rows wait for."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import NoReturn

from spec.notation import nodes
from spec.notation.calling import spelt
from spec.notation.choices import BitSet
from spec.notation.errors import fault, shown
from spec.notation.messages import Message
from spec.notation.naming import checked_name


class State(enum.Enum):
    """The states of a machine; the value of each member is the RFC's spelling."""

    __hash__ = object.__hash__  # each is there once; Python's own asks for the hash of the name, each time anew

    def __bool__(self) -> NoReturn:
        raise fault(f"{self.name} or/and ... means one of the two to Python: list the states, ({self.name}, ...)")

    def __or__(self, other: object) -> NoReturn:
        raise fault(
            f"| & ~ and - are for formulas, and {self.name} is a state: list the states that are meant, "
            f"({self.name}, ...), and ask of an end A.is_in({self.name})"
        )

    __ror__ = __and__ = __rand__ = __sub__ = __or__

    def __invert__(self) -> NoReturn:
        self.__or__(self)


class _Event:
    """What no yes or no can be asked of: Python's ``or`` would take the first of two."""

    __slots__ = ()

    def __bool__(self) -> NoReturn:
        raise fault(f"{self!r} or/and ... means one of the two to Python: write a row for each event")


@dataclass(frozen=True, slots=True)
class Call(_Event):
    """Event: the user calls."""

    name: str

    def __post_init__(self) -> None:
        checked_name(self.name, "call(...)")

    def __repr__(self) -> str:
        return f'call("{self.name}")'


@dataclass(frozen=True, slots=True)
class Timer(_Event):
    """Event: a timer of the end runs out."""

    name: str

    def __post_init__(self) -> None:
        checked_name(self.name, "timer(...)")

    def __repr__(self) -> str:
        return f'timer("{self.name}")'


@dataclass(frozen=True, slots=True)
class Arrival(_Event):
    """Event: a message of this kind arrives, with these bits on."""

    message: type[Message]
    field: nodes.Field | None = None
    mask: int = 0

    @property
    def name(self) -> str:
        """``rcv SYN,ACK``; ``rcv any`` where a field of bits is named and no bit is asked for."""
        if self.field is not None and not self.mask:
            return "rcv any"
        return f"rcv {self.message.short({self.field.name: self.mask} if self.field else {})}"

    def __repr__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Tick(_Event):
    """Event: a tick of the one clock, which both ends and the network take together."""

    def __repr__(self) -> str:
        return "TICK"

    @property
    def name(self) -> str:
        """``tick``."""
        return "tick"


TICK = Tick()
"""Time passes, by one tick, at both ends and in the network."""
Event = Call | Timer | Arrival | Tick
"""What a row waits for."""


@spelt
def call(name: str) -> Call:
    """Event: the user calls, such as ``call("active OPEN")``."""
    return Call(name)


@spelt
def timer(name: str) -> Timer:
    """Event: a timer of the end runs out, such as ``timer("retransmission timeout")``."""
    return Timer(name)


def arrival(message: type[Message], bits: BitSet | None = None, mask: enum.IntFlag | int = 0) -> Arrival:
    """Event: a message of this kind arrives; where a field of bits is named, with all of these bits on.

    SpecError where it is no message, or no field of it.
    """
    if not (isinstance(message, type) and issubclass(message, Message)):
        raise fault(f"arrival({shown(message)}): give a kind of message, a subclass of Message; rcv(FLAG) in TCP")
    if bits is None:
        if mask:
            raise fault(f"arrival({message.__name__}, mask={shown(mask)}): say which field has these bits, bits=...")
        return Arrival(message)
    if not isinstance(bits, BitSet) or bits.node not in message.fields:
        raise fault(f"arrival({message.__name__}, {shown(bits)}): {message.__name__} has no such field of bits")
    bits.has(mask if isinstance(mask, enum.IntFlag) else bits.bits(mask))
    return Arrival(message, bits.node, int(mask))
