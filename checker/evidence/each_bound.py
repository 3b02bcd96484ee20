"""Each bound of a system raised by one, one at a time: what a verdict may be owed to.

What happens so often at most, or never, happens once more; a channel that may not lose, repeat or reorder may; it holds
one more; a message lives one tick longer; there are twice as many sequence numbers; a parameter is one more.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace

from checker.evidence.assurance import BROKEN, Explorer, Raised
from checker.languages.speech import tr
from checker.results.answers import Answer, Verdict
from checker.rows.configuration import frames
from checker.rows.fold import parameters_read, possible_events
from checker.search.clock import OutOfTime
from checker.verdicts.exploration import Exploration
from spec.notation import nodes
from spec.notation.changes import Change, limited, more_numbers, variant
from spec.notation.channels import Channel, Hop, Store
from spec.notation.errors import SpecError
from spec.notation.properties import Property
from spec.notation.systems import ENDS, System

MOST_CHANGED = 300_000
"""States of a changed system, where no limit is given: a mutant may be much larger than what it is made from."""
MOST_STATES = 20_000
"""States, or twice those of the system, of one in which a bound is raised; a run that breaks it is found in fewer."""
THE_REST = "the other bounds"
APART = 100
"""One more initial number is so far from the largest."""


def most_states(found: Exploration, most: int) -> int:
    """How many states of each such system are looked at, where no more than ``most`` may be."""
    return min(most, max(MOST_STATES, 2 * found.states))


def times(most: int) -> str:
    """``once``, ``twice``, ``up to 3 times``."""
    return {1: tr("once"), 2: tr("twice")}.get(most) or tr("up to {number} times").format(number=most)


def each_bound(system: System) -> Iterator[Change]:
    """Each bound of a system, raised; only what makes another system."""
    made = (*_events(system), *_channels(system), *_numbers(system), *_params(system))
    return (one for one in made if not _same(one, system))


def few_numbers(system: System) -> Iterator[Change]:
    """Twice as many sequence numbers, where somebody asked for so few that they soon come round."""
    return _more_numbers(system) if system.modulus < System.modulus else iter(())


def _same(change: Change, system: System) -> bool:
    try:
        return change.of(system) == system
    except SpecError:
        return False


def _events(system: System) -> Iterator[Change]:
    for end in ENDS:
        for event in possible_events(system, end):
            most = system.limit(end, event)
            if most is not None:
                yield limited(event, most + 1, end).called(f"{end}: {event.name} {times(most + 1)}")


def _channels(system: System) -> Iterator[Change]:
    """What the network may do more."""

    def each(name: str, other: Callable[[Channel], Channel]) -> Change:
        to_b, to_a = (other(system.way(end)) for end in ("B", "A"))
        shared = isinstance(system.channel, Channel)
        return variant(channel=to_b if shared else (to_b, to_a), name=name)

    yield each("one more in flight", lambda way: way if way.capacity is None else way.holding(way.capacity + 1))
    yield each("a message may be lost", lambda way: _and(way, Hop.LOSE))
    yield each("a message may arrive twice", lambda way: _and(way, Hop.DUPLICATE))
    yield each("messages may overtake", lambda way: replace(way, store=Store.BAG) if way.store is Store.FIFO else way)
    yield each("a tick longer", lambda way: way if way.lifetime is None else way.living(way.lifetime + 1))
    yield each("one more forged", _forging)


def _and(way: Channel, hop: Hop) -> Channel:
    return way if way.broken or hop in way.hops else replace(way, hops=(*way.hops, hop))


def _forging(way: Channel) -> Channel:
    one = way.attacker
    return way if one is None else replace(way, attacker=replace(one, times=one.times + 1))


def _numbers(system: System) -> Iterator[Change]:
    for end, frame in frames(system).items():
        if frame.draws:
            used = [one for numbers in system.isn.values() for one in numbers.values]
            new = (max(used, default=0) + APART) % system.modulus
            yield more_numbers(**{end: new}).called(f"{end}: the initial number {new} too")
    yield from _more_numbers(system)


def _more_numbers(system: System) -> Iterator[Change]:
    if any(isinstance(var.domain, nodes.Seqs) for end in ENDS for var in system.machine(end).variables()):
        yield variant(modulus=2 * system.modulus, name=f"{2 * system.modulus} sequence numbers")


def _params(system: System) -> Iterator[Change]:
    ranges = [getattr(var.domain, "most", None) for end in ENDS for var in system.machine(end).variables()]
    bounding = [most for most in ranges if isinstance(most, nodes.Param)]
    for param in dict.fromkeys([*parameters_read(system), *bounding]):
        more = {param.name: system.value(param) + 1}
        yield variant(params=more, name=f"{param.name}={more[param.name]}")


def raised(
    found: Exploration,
    explorer: Explorer,
    bounds: Callable[[System], Iterator[Change]] = each_bound,
    verdicts: Collection[Verdict] = BROKEN,
) -> Mapping[str, Raised]:
    """What has become of each such verdict; where the time is over first, the rest is open.

    A run that is shown stays a run where more may happen, but not where there are other numbers.
    """
    asked = {name: found.properties[name] for name, one in found.answers.items() if one.verdict in verdicts}
    made = {name: Raised() for name in asked}
    for change in bounds(found.system) if asked else ():
        if found.clock.interrupted:  # nothing more is begun, and none of the rest is even made
            return {name: replace(one, open=(*one.open, (THE_REST, _cut(found)))) for name, one in made.items()}
        tried = _tried(found, change, explorer, asked)
        for name, one in made.items():
            made[name] = _with(one, change.name, found.answers[name], tried)
    return made


def _tried(
    found: Exploration, change: Change, explorer: Explorer, asked: Mapping[str, Property]
) -> Mapping[str, Answer] | str:
    """The answers, or why there are none."""
    try:
        found.clock.look()
        worlds = [change.of(one) for one in found.worlds]
        return explorer(change.of(found.system), asked, worlds=worlds).answers
    except OutOfTime:
        return _cut(found)
    except KeyboardInterrupt:
        found.clock.interrupt()
        return _cut(found)
    except SpecError:
        return "the system is refused with that alone"


def _cut(found: Exploration) -> str:
    return f"cut short by {found.clock.why}"


def _with(one: Raised, change: str, before: Answer, tried: Mapping[str, Answer] | str) -> Raised:
    if isinstance(tried, str):
        return replace(one, open=(*one.open, (change, tried)))
    answer = tried[before.property]
    if answer.verdict is Verdict.NOT_ESTABLISHED:
        return replace(one, open=(*one.open, (change, answer.why)))
    if answer.verdict is before.verdict:
        return replace(one, still=(*one.still, change))
    return replace(one, turned=(*one.turned, (change, answer)))
