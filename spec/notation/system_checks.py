"""What is refused when a system is declared: each fault one sentence, with file, line and what to write."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from functools import lru_cache

from spec.notation import nodes
from spec.notation.channels import Channel, Store
from spec.notation.ends import TWO_ENDS, check_end
from spec.notation.errors import SpecError, shown
from spec.notation.events import Arrival, Call, State, Timer
from spec.notation.literals import check_literals
from spec.notation.machines import Machine
from spec.notation.messages import Flying, Message, Send
from spec.notation.nodes import ENDS, End
from spec.notation.rows import Row
from spec.notation.system_parts import Parts
from spec.notation.variables import Draw

DICTIONARIES = {
    "isn": '"A": fresh(100), "B": fresh(300)',
    "at_most": 'call("open"): 1',
    "params": '"N": 3',
    "start": '"A": at(...)',
}


def check_system(system: Parts) -> None:
    """SpecError at the first fault: the ends, then the channel, then what the search is bounded by."""
    if not isinstance(system.modulus, int) or not 1 <= system.modulus <= 2**32:
        raise _fault(system, f"modulus={shown(system.modulus)}: sequence numbers are counted modulo 1 to 2^32")
    for name, pair in DICTIONARIES.items():
        if not isinstance(getattr(system, name), Mapping):
            raise _fault(system, f"{name} is no dictionary: write {name}={{{pair}}}")
    for name in ("isn", "start"):
        for key in getattr(system, name):
            check_end(key, f"{name}={{{shown(key)}: ...}}")
    for name, value in system.params.items():
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise _fault(system, f"params[{name!r}] = {shown(value)}: give a number, 0 or more")
    for end in ENDS:
        _check_machine(system, end)
        _check_params(system, end)
        _check_numbers(system, end)
        _check_start(system, end)
    _check_kinds(system)
    _check_channel(system)
    _check_limits(system)
    _check_in_flight(system)
    _check_attackers(system)
    _check_params_are_read(system)
    for end in ENDS:
        for row in system.machine(end).rows:
            check_literals(system, row.parts, row.place)
    if not isinstance(system.facts, tuple) or not all(isinstance(one, str) and one for one in system.facts):
        raise _fault(system, f"facts={shown(system.facts)}: give names in brackets, such as facts=('A can send',)")


def _fault(system: Parts, text: str) -> SpecError:
    """A SpecError at the line that declares the system, also where it is a change of it that is refused."""
    return SpecError(f"{system.place}: {text}")


def _check_machine(system: Parts, end: End) -> None:
    machine = system.machine(end)
    if not (isinstance(machine, type) and issubclass(machine, Machine)):
        raise _fault(
            system, f"System({end}={shown(machine)}): give a machine, a subclass of Machine, without calling it"
        )
    if not isinstance(getattr(machine, "start", None), State):
        raise _fault(
            system, f"System({end}={machine.__name__}): {machine.__name__} has no rows: declare some, and its start"
        )


def _check_params(system: Parts, end: End) -> None:
    """Every parameter that a bound or a formula names has a value."""
    machine = system.machine(end)
    for part in parameters(machine, machine.rows):
        system.value(part)


def _check_params_are_read(system: Parts) -> None:
    """Every parameter that has a value is one that a bound or a formula names."""
    read = {one.name for end in ENDS for one in parameters(system.machine(end), system.machine(end).declared)}
    read |= {one.name for flying in system.flying() for one in bounds_named(flying.message.fields)}
    for name in system.params:
        if name not in read:
            near = difflib.get_close_matches(name, read, 1)
            meant = f": did you mean {near[0]!r}?" if near else f"; what they read: {', '.join(sorted(read)) or 'none'}"
            raise _fault(system, f"params gives {name!r}, which neither machine reads{meant}")


@lru_cache(maxsize=64)
def parameters(machine: type[Machine], rows: tuple[Row, ...]) -> tuple[nodes.Param, ...]:
    """What these rows of it read of the system: many systems are made of one machine."""
    found = bounds_named((*machine.variables(), *(field for kind in _kinds(rows) for field in kind.fields)))
    found += [part for row in rows for part in row.parts if isinstance(part, nodes.Param)]
    return tuple(dict.fromkeys(found))


def bounds_named(of: Iterable[nodes.Var | nodes.Field]) -> list[nodes.Param]:
    """The parameters that bound them."""
    bounds = [one.domain.most for one in of if isinstance(one.domain, nodes.Counts)]
    return [one for one in bounds if isinstance(one, nodes.Param)]


def _kinds(rows: tuple[Row, ...]) -> list[type[Message]]:
    sent = [effect.message for row in rows for effect in row.do if isinstance(effect, Send)]
    return sent + [row.on.message for row in rows if isinstance(row.on, Arrival)]


def _check_kinds(system: Parts) -> None:
    kinds = {kind: None for end in ENDS for kind in _kinds(system.machine(end).rows)}
    named: dict[str, type[Message]] = {}
    for kind in kinds:
        if named.setdefault(kind.__name__, kind) is not kind:
            raise _fault(
                system, f"two kinds of message are called {kind.__name__}: import one, or give one another name"
            )


def _check_numbers(system: Parts, end: End) -> None:
    if not any(isinstance(effect, Draw) for row in system.machine(end).rows for effect in row.do):
        return
    numbers = system.isn.get(end)
    if numbers is None or not getattr(numbers, "values", ()):
        given = "" if numbers is None else f"; {shown(numbers)} is no such rule"
        raise _fault(
            system, f'{end} chooses numbers: say which, isn={{"{end}": fresh(100), ...}} or any_of(...){given}'
        )
    for value in numbers.values:
        if not isinstance(value, int) or not 0 <= value < system.modulus:
            raise _fault(
                system,
                f"isn of {end}: {shown(value)} is not among the sequence numbers 0..{system.modulus - 1}: give others",
            )


def _check_start(system: Parts, end: End) -> None:
    begin = system.start.get(end)
    if begin is None:
        return
    machine = system.machine(end)
    state = getattr(begin, "state", None)
    if state is None:
        raise _fault(system, f'start={{"{end}": {shown(begin)}}}: write at({shown(begin)})')
    if state not in machine.states():
        listed = ", ".join(one.name for one in machine.states())
        raise _fault(system, f"{end} starts at {shown(state)}, but the states of {machine.__name__} are {listed}")
    known = {var.name: var for var in machine.variables()}
    for var, value in begin.values:
        if var.name not in known:
            raise _fault(
                system, f"{end} starts with {var.name}={value}, but no row of {machine.__name__} sets {var.name}"
            )
        most = _most(system, var.domain)
        if not 0 <= value <= most:
            raise _fault(system, f"{end} starts with {var.name}={value}, which is outside 0..{most}")


def _most(system: Parts, domain: nodes.Domain) -> int:
    match domain:
        case nodes.Counts(most=most):
            return system.value(most)
        case nodes.Bits(names=names):
            return (1 << len(names)) - 1
        case nodes.Flags():
            return 1
        case nodes.Members(names=names):
            return len(names) - 1
        case _:
            return system.modulus - 1


def _check_channel(system: Parts) -> None:
    ways = system.channel if isinstance(system.channel, tuple) else (system.channel, system.channel)
    if any(isinstance(way, type) and issubclass(way, Machine) for way in ways):
        raise _fault(system, f"channel={shown(system.channel)}: {TWO_ENDS}")
    if len(ways) != 2 or not all(isinstance(way, Channel) for way in ways):
        raise _fault(
            system, f"channel={shown(system.channel)}: give one such as LOSSY, or two in brackets: to B, and to A"
        )


def _check_limits(system: Parts) -> None:
    events = {end: [row.on for row in system.machine(end).declared if isinstance(row.on, Call | Timer)] for end in ENDS}
    for key, most in system.at_most.items():
        one = key if isinstance(key, tuple) and len(key) == 2 else (None, key)
        if one[0] is not None:
            check_end(one[0], f"at_most[{key!r}]")
        ends: tuple[End, ...] = ENDS if one[0] is None else (one[0],)
        event = one[1]
        if not isinstance(event, Call | Timer):
            unquoted = f"write {event} without quotes; " if isinstance(event, str) and event.isupper() else ""
            raise _fault(
                system,
                f"at_most[{key!r}]: {unquoted}limit a call or a timer, at each end or at one, "
                'as in at_most={call("open"): 1} or {("A", call("open")): 1}',
            )
        known = [one for end in ends for one in events[end]]
        if event not in known:
            raise _fault(
                system,
                f"at_most limits '{event.name}', which no row waits for; "
                f"those that do: {', '.join(sorted({one.name for one in known})) or 'none'}",
            )
        if not isinstance(most, int) or isinstance(most, bool) or most < 0:
            raise _fault(system, f"at_most[{event.name}] = {shown(most)}: give 0 or more")


def _check_attackers(system: Parts) -> None:
    for attacker in system.attackers():
        for flying in attacker.by:
            _check_flying(system, flying)
    for end in ENDS if isinstance(system.channel, tuple) else ():
        forger = system.way(end).attacker
        if forger is not None and any(flying.to != end for flying in forger.by):
            raise _fault(
                system, f"the channel to {end} is attacked with a message to the other end: attack the other channel"
            )


def _check_flying(system: Parts, flying: Flying) -> None:
    for one, value in zip(flying.message.fields, flying.values, strict=True):
        most = _most(system, one.domain)
        if not 0 <= value <= most:
            raise _fault(system, f"{flying.message.__name__}.flying({one.name}={value}): it is 0 to {most}")


def _check_in_flight(system: Parts) -> None:
    if isinstance(system.in_flight, Flying):
        raise _fault(system, "in_flight holds one message without brackets: write in_flight=(..., ), with a comma")
    for flying in system.in_flight:
        if not isinstance(flying, Flying):
            raise _fault(
                system, f"in_flight holds {shown(flying)}: give messages in flight, such as ACK.flying('B', seq=1)"
            )
        _check_flying(system, flying)
    for end in ENDS:
        flown = [flying for flying in system.in_flight if flying.to == end]
        channel = system.way(end)
        many = len(flown)
        if channel.store is Store.SET:
            many = len({(flying.message, flying.values) for flying in flown})
        if channel.capacity is not None and many > channel.capacity:
            raise _fault(
                system,
                f"in_flight has {many} messages to {end}, but the channel holds {channel.capacity}: "
                f"leave some out, or write .holding({many})",
            )
