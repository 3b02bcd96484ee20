"""Whether a declared fairness names something that a system has."""

from __future__ import annotations

from collections.abc import Iterable

from spec.notation import nodes
from spec.notation.ends import peer
from spec.notation.errors import SpecError
from spec.notation.events import TICK, Arrival, Call, Timer
from spec.notation.fairness import Does, Fairness, Fires, Gets, Passes
from spec.notation.messages import Message, Send
from spec.notation.nodes import End
from spec.notation.systems import System
from spec.notation.wording import words


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
            case Passes():
                _check_time(system, one)
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
    for part in nodes.walk(what.where):
        fault = _wrong(system, what, part)
        if fault is not None:
            raise SpecError(f"{one.place}: the fairness of '{one.what}' {fault}")
    sent = list(_sent_to(system, what.end))
    if any(_may_match(message, bits, what.event) for message, bits in sent):
        return
    known = dict.fromkeys(_kind(message, what.event, bits) for message, bits in sent)
    raise _nothing_of(system, one, what.end, "is sent no such message", known)


def _wrong(system: System, what: Gets, part: nodes.Node) -> str | None:
    """What is wrong with a part of what narrows the messages; None where nothing is."""
    machine = system.machine(what.end)
    match part:
        case nodes.Field(ghost=True) | nodes.Var(ghost=True):
            return f"is narrowed by {words(part)}, which only remembers: narrow it by what the ends can see"
        case nodes.Field(message=message) if message != what.event.message.__name__:
            return f"is narrowed by {words(part)}, but a {what.event.message.__name__} is meant: read its own fields"
        case nodes.Var() if part not in machine.variables():
            return f"is narrowed by {words(part)}, which no row of {machine.__name__} sets: read what {what.end} keeps"
        case nodes.Of(var=var):
            return f"is narrowed by {words(part)}: {what.end} gets it, so that {var.name} is its own; write {var.name}"
        case nodes.Param(name=name) if system.given(part) is None:
            given = f'params={{"{name}": ...}}'
            return f"is narrowed by the parameter {name}, which the system does not give: write {given} there"
        case nodes.InState() | nodes.InFlight() | nodes.Knows() | nodes.Common() | nodes.Fact():
            return (
                f"is narrowed by whether {words(part)}: narrow it by the fields of the message and the variables of "
                f"{what.end}"
            )
        case _:
            return None


def _check_time(system: System, one: Fairness) -> None:
    timed = any(system.way(end).lifetime or TICK in system.machine(end).events() for end in nodes.ENDS)
    if not timed:
        raise SpecError(
            f"{one.place}: the fairness of '{one.what}' names nothing: "
            "no row waits for a tick, and no message has a lifetime"
        )


def _sent_to(system: System, end: End) -> Iterable[tuple[type[Message], nodes.Term | int]]:
    """Every message that may be sent to the end, with its bits where the row gives them."""
    other = peer(end)
    for row in system.machine(other).declared:
        for effect in row.do:
            if isinstance(effect, Send):
                yield effect.message, _bits(effect.message, effect.values)
    for flying in system.flying():
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


__all__ = ["check_fairness"]
