"""Changes of a system: what a model declares so that its verdicts can be held against more than itself.

A *mutant* is a system in which something is wrong that a property is there to find; a *larger* system is the same
with its bounds raised by one, so that no verdict is owed to where the search stops.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import cast

from spec.notation.calling import spelt_class
from spec.notation.channels import Channel
from spec.notation.ends import check_end
from spec.notation.errors import Place, SpecError, fault, here, shown
from spec.notation.events import Call, Timer
from spec.notation.machines import Machine
from spec.notation.messages import Flying
from spec.notation.nodes import End
from spec.notation.systems import ENDS, Numbers, Start, System


@spelt_class
@dataclass(frozen=True)
class Change:
    """A system made from another, and what is different, in a few words; ``a & b`` makes both changes.

    SpecError, with the place of the change, where the system that it makes is refused.
    """

    name: str
    of: Callable[[System], System]
    place: Place = field(default_factory=here, compare=False, repr=False, kw_only=True)

    def __post_init__(self) -> None:
        of = getattr(self.of, "__wrapped__", self.of)

        @functools.wraps(of)
        def made(system: System) -> System:
            try:
                return of(system)
            except SpecError as refused:
                why = re.sub(r"^[^\s:]+:\d+: ", "", str(refused))  # the line of the change is the one to look at
                raise SpecError(f"{self.place}: the change '{self.name}' is refused: {why}") from None

        object.__setattr__(self, "of", made)

    def __and__(self, other: Change) -> Change:
        return Change(f"{self.name}, {other.name}", lambda system: other.of(self.of(system)))

    def called(self, name: str) -> Change:
        """The same change under a name of its own: ``(one & other).called("A sends an octet")``."""
        return replace(self, name=name)

    def __str__(self) -> str:
        return self.name


def variant(
    *,
    A: type[Machine] | None = None,
    B: type[Machine] | None = None,
    channel: Channel | tuple[Channel, Channel] | None = None,
    in_flight: tuple[Flying, ...] | None = None,
    start: Mapping[End, Start] | None = None,
    isn: Mapping[End, Numbers] | None = None,
    modulus: int | None = None,
    params: Mapping[str, int] | None = None,
    name: str = "",
) -> Change:
    """Another machine at an end, another channel, other messages in flight at the start: ``variant(B=TwoWay)``.

    ``params`` are put in place of those of the same name; the others stay.  SpecError where nothing changes.
    """
    given = {
        "A": A,
        "B": B,
        "channel": channel,
        "in_flight": in_flight,
        "start": start,
        "isn": isn,
        "modulus": modulus,
        "params": params,
    }
    changed = [key for key, value in given.items() if value is not None]
    if not changed:
        raise SpecError(f"{here()}: variant() changes nothing: give one of {', '.join(given)}")

    def made(system: System) -> System:
        return replace(
            system,
            A=A or system.A,
            B=B or system.B,
            channel=channel or system.channel,
            in_flight=system.in_flight if in_flight is None else in_flight,
            start=system.start if start is None else start,
            isn=system.isn if isn is None else isn,
            modulus=modulus or system.modulus,
            params={**system.params, **(params or {})},
        )

    return Change(name or ", ".join(_said(key, given[key]) for key in changed), made)


def _said(key: str, value: object) -> str:
    if isinstance(value, type):
        return f"{key} is {value.__name__}"
    if isinstance(value, Mapping):
        return ", ".join(f"{name} = {one}" for name, one in cast("Mapping[str, object]", value).items())
    return f"over {value}" if isinstance(value, Channel) else f"{key} {value}"


def limited(event: Call | Timer, most: int, end: End | None = None) -> Change:
    """A call or timer at most so often, at each end or at one: ``limited(RETRANSMIT, 0)``.

    SpecError where it is no call and no timer, or no end.
    """
    if end is not None:
        check_end(end, f"limited(..., end={end!r})")
    if not isinstance(event, Call | Timer):
        raise fault(f"limited({shown(event)}, ...): limit a call or a timer")

    def made(system: System) -> System:
        limits = {key: value for key, value in system.at_most.items() if key != event or end is not None}
        for one in ENDS if end is None else (end,):
            if event in system.machine(one).events():
                limits[one, event] = most
        return replace(system, at_most=limits)

    who = f"{end} " if end is not None else ""
    return Change(f"no {who}{event.name}" if not most else f"{who}{event.name} at most {most} x", made)


def once_more(*events: Call | Timer) -> Change:
    """Calls and timers that may happen a limited number of times, once more at each end where they may at all."""

    def made(system: System) -> System:
        limits = dict(system.at_most)
        for event in events:
            for end in ENDS:
                most = system.limit(end, event)
                if most and event in system.machine(end).events():
                    limits[end, event] = most + 1
        return replace(system, at_most=limits)

    return Change(f"once more: {', '.join(event.name for event in events)}", made)


def one_more_place() -> Change:
    """Channels with a capacity hold one message more."""
    return _each_channel("one more in flight", _wider)


def one_more_tick() -> Change:
    """Channels in which a message has a lifetime let it live one tick longer."""
    return _each_channel("a message lives one tick longer", _longer)


def one_more_forgery() -> Change:
    """An attacker puts one message more in flight."""
    return _each_channel("one more forged", _busier)


def _each_channel(name: str, other: Callable[[Channel], Channel]) -> Change:
    def made(system: System) -> System:
        if isinstance(system.channel, Channel):
            return replace(system, channel=other(system.channel))
        return replace(system, channel=(other(system.channel[0]), other(system.channel[1])))

    return Change(name, made)


def _wider(channel: Channel) -> Channel:
    return channel if channel.capacity is None else channel.holding(channel.capacity + 1)


def _longer(channel: Channel) -> Channel:
    return channel if channel.lifetime is None else replace(channel, lifetime=channel.lifetime + 1)


def _busier(channel: Channel) -> Channel:
    one = channel.attacker
    return channel if one is None else replace(channel, attacker=replace(one, times=one.times + 1))


def more_numbers(**numbers: int) -> Change:
    """One more initial number for an end to choose: ``more_numbers(A=200, B=500)``.

    SpecError where it is no end.
    """
    unknown = [end for end in numbers if end not in ENDS]
    if unknown or not numbers:
        raise SpecError(f"{here()}: more_numbers({', '.join(unknown)}): the ends are A and B")

    def made(system: System) -> System:
        isn: dict[End, Numbers] = dict(system.isn)
        for end in ENDS:
            if end in numbers and end in isn:
                isn[end] = Numbers((*isn[end].values, numbers[end]), isn[end].each_once)
        return replace(system, isn=isn)

    return Change(f"one more number: {', '.join(f'{end} {value}' for end, value in numbers.items())}", made)


def param_raised(name: str, by: int = 1) -> Change:
    """A parameter of the system raised, by one if nothing else is said; by less than 0: lowered.

    SpecError, where the change is made, if the system has no such parameter.
    """

    def made(system: System) -> System:
        if name not in system.params:
            raise SpecError(f"the system has no parameter {name}; it has {', '.join(system.params) or 'none'}")
        return replace(system, params={**system.params, name: system.params[name] + by})

    return Change(f"{name} {'+' if by > 0 else '-'} {abs(by)}", made)


__all__ = [
    "Change",
    "limited",
    "more_numbers",
    "once_more",
    "one_more_forgery",
    "one_more_place",
    "one_more_tick",
    "param_raised",
    "variant",
]
