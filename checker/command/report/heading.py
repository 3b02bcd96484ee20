"""What was checked, in words: the ends, the channel, the numbers, and every bound that the verdicts hold within."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from checker.command.choosing.models import Chosen
from checker.languages.retelling import retold
from checker.languages.speech import tr
from checker.languages.wide_text import GLUE
from checker.numbers.free_numbers import has_numbers
from checker.rows.configuration import EndFrame
from checker.rows.fold import possible_events
from checker.rows.wording import channels
from checker.verdicts.exploration import Exploration
from spec.notation.events import Event
from spec.notation.messages import Flying
from spec.notation.nodes import End
from spec.notation.systems import ENDS, System


def title(chosen: Chosen) -> str:
    """``lossy (M=2): the yardstick``: the model, its parameters, and what it is."""
    values = ", ".join(f"{name}={value}" for name, value in chosen.parameters.items())
    name = f"{chosen.name} ({values})" if values else chosen.name
    return f"{name}: {tr(chosen.model.about)}" if chosen.model.about else name


def bounds_in_short(chosen: Chosen, found: Exploration) -> str:
    """What can happen, and how often: what cannot, as all was seen and no row took it, is left out."""
    if not found.complete:  # nor need there be transitions that were searched
        return tr("; ").join(bound_parts(chosen, found.system))
    taken: dict[End, Collection[Event]] = {}
    for end, fired in found.successors.fired.items():
        taken[end] = {row.on for place, row in enumerate(found.system.machine(end).rows) if fired >> place & 1}
    return tr("; ").join(bound_parts(chosen, found.system, taken))


def bound_parts(chosen: Chosen, system: System, taken: Mapping[End, Collection[Event]] | None = None) -> list[str]:
    """What may happen part by part: parameters, events of both ends, of each end, the channel, what is in flight.

    ``taken``: leave out all other calls and timers.
    """
    may: dict[End, list[tuple[str, int | None]]] = {end: [] for end in ENDS}
    for end in ENDS:
        for event in possible_events(system, end):
            most = system.limit(end, event)
            if most != 0 and (taken is None or event in taken[end]):
                may[end].append((event.name, most))
    both = [one for one in may["A"] if one in may["B"]]
    own = {end: _often([one for one in may[end] if one not in both]) for end in ENDS}
    ends = [_often(both), *(f"{end}: {often}" for end, often in own.items() if often)]
    few = [tr("sequence numbers modulo {modulus}").format(modulus=system.modulus)] * _comes_round_early(system)
    return [*_parameters(chosen, system), *(one for one in ends if one), channels(system), *few, *_flying(system)]


def differing_parts(chosen: Chosen, system: System, other: System) -> list[str]:
    """The same, of calls and timers only those that may happen otherwise in the other system."""
    may = {end: {event: other.limit(end, event) for event in possible_events(other, end)} for end in ENDS}
    differ: dict[End, list[Event]] = {
        end: [event for event in possible_events(system, end) if may[end].get(event, 0) != system.limit(end, event)]
        for end in ENDS
    }
    return bound_parts(chosen, system, differ)


def _comes_round_early(system: System) -> bool:
    """Whether somebody asked for fewer numbers than there are by default: then these may make a verdict."""
    return has_numbers(system) and system.modulus < System.modulus


def _often(limits: Sequence[tuple[str, int | None]]) -> str:
    often = [f"{name} {_times(most)}" for name, most in limits if most is not None]
    free = [name for name, most in limits if most is None]
    return tr(", ").join([*often, *([tr("unlimited: {events}").format(events=tr(", ").join(free))] if free else [])])


def _times(most: int) -> str:
    words = {1: tr("once"), 2: tr("twice")}
    return words.get(most) or tr("up to {number} times").format(number=most)


def setting(chosen: Chosen, system: System, frames: Mapping[End, EndFrame]) -> Iterator[tuple[str, str]]:
    """What was checked, each part with the word before it: ends, channel, numbers, bounds."""
    ends = f"{system.A.__name__} / {system.B.__name__}"
    yield tr("system"), tr("{ends} over {channels}").format(ends=ends, channels=channels(system)) + _modulus(system)
    yield from ((tr("numbers"), text) for text in drawn_numbers(system, frames))
    yield from ((tr("bounds"), text) for text in _bounds(chosen, system))
    yield from ((tr("start"), text) for text in _flying(system))


def _modulus(system: System) -> str:
    modulus = tr(", sequence numbers mod {modulus}").format(modulus=system.modulus)
    return modulus.replace("mod ", f"mod{GLUE}") if has_numbers(system) else ""


def drawn_numbers(system: System, frames: Mapping[End, EndFrame]) -> Iterator[str]:
    """The numbers that the ends may choose."""
    drawn = [f"{end} {retold(str(system.isn[end]))}" for end in ENDS if frames[end].draws]
    if drawn:
        yield tr("initial numbers: {numbers}").format(numbers=tr("; ").join(drawn))


def _bounds(chosen: Chosen, system: System) -> Iterator[str]:
    said = [*_parameters(chosen, system), *(text for end in ENDS for text in _limits(system, end))]
    if said:
        yield tr("; ").join(said)


def _parameters(chosen: Chosen, system: System) -> list[str]:
    """Those that the title does not say."""
    return [f"{name}={value}" for name, value in system.params.items() if chosen.parameters.get(name) != value]


def _limits(system: System, end: End) -> Iterator[str]:
    """``A: at most 1 x active OPEN, no CLOSE, no ABORT``."""
    limits = [(event.name, system.limit(end, event)) for event in system.machine(end).events()]
    some = tr(", ").join(tr("{number} x {event}").format(number=most, event=name) for name, most in limits if most)
    none = [tr("no {event}").format(event=name) for name, most in limits if most == 0]
    most = [tr("at most {events}").format(events=some)] if some else []
    if most or none:
        yield f"{end}: {tr(', ').join([*most, *none])}"


def _flying(system: System) -> Iterator[str]:
    if system.in_flight:
        flying = tr(", ").join(_text(one) for one in system.in_flight)
        yield tr("in flight at the start: {segments}").format(segments=flying)


def _text(flying: Flying) -> str:
    given = zip(flying.message.fields, flying.values, strict=True)
    fields = {field.name: value for field, value in given if not field.ghost}
    return tr("{segment} to {end}").format(segment=flying.message.text(fields), end=flying.to)
