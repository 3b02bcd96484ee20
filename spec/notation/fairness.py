"""Fairness: what a run may not neglect for ever.

A *run* goes on for ever, or stops; it may stop anywhere, and then stays in its last state for ever (stuttering).
What forbids this is declared fairness, and nothing else:

* ``weak``: what can happen from some moment on without a break does happen, again and again;
* ``strong``: what can happen again and again, be it with breaks, does happen, again and again.

A step that changes nothing is no happening: a retransmission of what is in flight already, the arrival of a copy
that is ignored and stays in flight.  (Lamport, The Temporal Logic of Actions, 1994, section 8: WF and SF of the
steps that change the state; Manna and Pnueli, The Temporal Logic of Reactive and Concurrent Systems, 1992, section
2.4: justice and compassion.)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from spec.notation import nodes
from spec.notation.errors import Place, SpecError, here
from spec.notation.formulas import Bool, condition
from spec.notation.messages import Message, Send
from spec.notation.nodes import TRUTH, Condition, End
from spec.notation.rows import Arrival, Call, Row, Timer
from spec.notation.systems import System

Strength = Literal["weak", "strong"]


@dataclass(frozen=True, slots=True)
class Does:
    """The user of an end calls, or a timer of it runs out: ``A.does(RETRANSMIT)``."""

    end: End
    event: Call | Timer

    def __str__(self) -> str:
        return f"{self.end} {self.event.name}"


@dataclass(frozen=True, slots=True)
class Fires:
    """A row of an end fires: ``A.does(Tcp.syn_timeout)``."""

    end: End
    row: str

    def __str__(self) -> str:
        return f"{self.end} {self.row}"


@dataclass(frozen=True, slots=True)
class Gets:
    """A message of a kind is delivered to an end, itself or a copy: ``B.gets(rcv(SYN))``."""

    end: End
    event: Arrival
    where: Condition = TRUTH
    said: str = ""

    def __str__(self) -> str:
        bits = self.event.name.removeprefix("rcv ")
        kind = bits if self.event.mask or self.event.field is None else f"any {self.event.message.__name__}"
        return f"{self.end} gets {kind}" + (f" where {self.said}" if self.said else "")


class _Everything:
    """Each call and timer of each end, and the delivery of each single message; never a loss."""

    def __str__(self) -> str:
        return "everything but loss"

    __repr__ = __str__


EVERYTHING = _Everything()
"""Each call and timer of each end, and the delivery of each single message: for ``weak(EVERYTHING)``."""
Happens = Does | Fires | Gets | _Everything


class Coming(Bool):
    """That a message of a kind is in flight to an end; in a fairness, its delivery."""

    def __init__(self, end: End, event: Arrival) -> None:
        field = event.field.name if event.field is not None else ""
        super().__init__(nodes.InFlight(end, event.message.__name__, field, event.mask))
        self.end: End = end
        self.event = event


@dataclass(frozen=True, slots=True)
class Fairness:
    """What may not be neglected, and in which sense."""

    strength: Strength
    what: Happens
    place: Place

    def __str__(self) -> str:
        return f"{self.what} ({self.strength})"


def weak(what: Does | Fires | Coming | _Everything, where: Bool | None = None) -> Fairness:
    """Weak fairness: what can happen without a break happens again and again.

    ``what`` is ``A.does(CLOSE)``, ``A.does(Tcp.syn_timeout)``, ``B.gets(rcv(SYN))`` or ``EVERYTHING``;
    ``where`` narrows the messages, ``weak(B.gets(rcv(ACK)), where=SEG.DATA > 0)``.
    """
    return _fair("weak", what, where)


def strong(what: Does | Fires | Coming | _Everything, where: Bool | None = None) -> Fairness:
    """Strong fairness: what can happen again and again, be it with breaks, happens again and again.

    It takes what :func:`weak` takes.
    """
    return _fair("strong", what, where)


def _fair(strength: Strength, what: object, where: Bool | None) -> Fairness:
    place = here()
    if isinstance(what, Coming):
        narrowed = TRUTH if where is None else condition(where)
        return Fairness(strength, Gets(what.end, what.event, narrowed, "" if where is None else repr(where)), place)
    if not isinstance(what, Does | Fires | _Everything):
        raise SpecError(
            f"{place}: {strength}({what!r}): give A.does(call or timer), A.does(Machine.row), "
            "A.gets(rcv(...)) or EVERYTHING"
        )
    if where is not None:
        raise SpecError(f"{place}: {strength}({what}, where=...): only messages are narrowed, as in A.gets(rcv(...))")
    return Fairness(strength, what, place)


def check_fairness(system: System, fair: Iterable[Fairness]) -> None:
    """SpecError where a fairness names what the system's machines do not have, with what they have."""
    for one in fair:
        match one.what:
            case Does():
                _check_event(system, one, one.what)
            case Fires():
                _check_row(system, one, one.what)
            case Gets():
                _check_message(system, one, one.what)
            case _:
                pass


def _check_event(system: System, one: Fairness, what: Does) -> None:
    waiting = {row.on: None for row in system.machine(what.end).declared}
    known = {event.name: event for event in waiting if isinstance(event, Call | Timer)}
    if what.event not in waiting:
        raise _nothing_of(system, one, what.end, "waits for no such call or timer", known)


def _check_row(system: System, one: Fairness, what: Fires) -> None:
    known = [row.name for row in system.machine(what.end).declared]
    if what.row not in known:
        raise _nothing_of(system, one, what.end, "has no such row", known)


def _check_message(system: System, one: Fairness, what: Gets) -> None:
    sent = list(_sent_to(system, what.end))
    if any(_may_match(message, bits, what.event) for message, bits in sent):
        return
    known = dict.fromkeys(_kind(message, what.event, bits) for message, bits in sent)
    raise _nothing_of(system, one, what.end, "is sent no such message", known)


def _sent_to(system: System, end: End) -> Iterable[tuple[type[Message], nodes.Term | int]]:
    """Every message that may be sent to the end, with its bits where the row gives them."""
    other: End = "B" if end == "A" else "A"
    for row in system.machine(other).declared:
        for effect in row.do:
            if isinstance(effect, Send):
                yield effect.message, _bits(effect.message, effect.values)
    for flying in system.in_flight:
        if flying.to == end:
            yield flying.message, _bits(flying.message, tuple(nodes.Const(value) for value in flying.values))


def _bits(message: type[Message], values: tuple[nodes.Term, ...]) -> nodes.Term | int:
    """The field of bits; -1 (all of them) where a row works it out."""
    for field, value in zip(message.fields, values, strict=True):
        if isinstance(field.domain, nodes.Bits):
            return value.value if isinstance(value, nodes.Const) else -1
    return 0


def _may_match(message: type[Message], bits: nodes.Term | int, event: Arrival) -> bool:
    return message is event.message and isinstance(bits, int) and bits & event.mask == event.mask


def _kind(message: type[Message], event: Arrival, bits: nodes.Term | int) -> str:
    field = event.field
    return message.short({field.name: bits} if field is not None and isinstance(bits, int) and bits >= 0 else {})


def _nothing_of(system: System, one: Fairness, end: End, why: str, known: Iterable[str]) -> SpecError:
    listed = ", ".join(sorted(known)) or "nothing"
    return SpecError(
        f"{one.place}: the fairness of '{one.what}' names nothing: {end} ({system.machine(end).__name__}) {why}; "
        f"it has {listed}"
    )


def does(end: End, what: Call | Timer | Row) -> Does | Fires:
    """What an end does: a call, a timer or a row of its own."""
    if isinstance(what, Row):
        return Fires(end, what.name)
    if not isinstance(what, Call | Timer):
        raise SpecError(f"{here()}: {end}.does({what!r}): give a call, a timer or a row, such as {end}.does(CLOSE)")
    return Does(end, what)


__all__ = ["EVERYTHING", "Coming", "Does", "Fairness", "Fires", "Gets", "Happens", "check_fairness", "strong", "weak"]
