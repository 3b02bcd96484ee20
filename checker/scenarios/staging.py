"""A scenario with its machines: everything it names is found before anything is followed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from checker.packed.describe import Describer
from checker.packed.successors import Successors
from checker.reference.interpreter import Interpreter
from checker.scenarios.cast import MODULUS, ResolvedEnd, params, parts, systems
from checker.scenarios.faults import wrong
from checker.scenarios.numbers import ScenarioNumbers
from checker.scenarios.script import Crossing, FlyingSegment, Remark, Scenario, ScenarioLine, Stand
from checker.scenarios.segments import Segments, Wanted
from spec.notation.casts import Cast
from spec.notation.errors import Place
from spec.notation.events import Call, Timer
from spec.notation.nearest import nearest
from spec.notation.nodes import End
from spec.notation.systems import ENDS, System

TIMEOUT = " timeout"


@dataclass(frozen=True)
class Cue:
    """A line of the body, resolved."""

    place: Place
    events: tuple[tuple[End, int], ...]
    """The end, and the event's place among those of its machine."""
    states: tuple[tuple[End, str], ...]
    crossing: Crossing | None
    wanted: Wanted | None
    has: tuple[tuple[End, str, int], ...] = ()
    """Values that variables have."""
    cannot: tuple[End, int] | None = None
    """An event that does nothing there."""
    nothing_to: tuple[End, ...] = ()
    """Ends to which nothing is in flight."""
    flies: tuple[End, Wanted] | None = None
    """A segment that is in flight, and to whom."""


@dataclass(frozen=True)
class ScenarioStage:
    """Where the scenario is played."""

    successors: dict[End, Successors]
    """As each end sees the system: with the parameters of that end."""
    describers: dict[End, Describer]
    start: int
    cues: tuple[Cue, ...]


def staged(scenario: Scenario, cast: Cast) -> ScenarioStage:
    """The scenario on its stage.  ScenarioError, one sentence with file and line, where a name is unknown."""
    numbered = ScenarioNumbers(scenario, MODULUS)
    played = parts(scenario, cast, numbered)
    common = params(scenario, cast, played, numbered)
    segments = Segments(played, numbered, common)
    cues = tuple(_cue(line, played, segments, numbered) for line in scenario.lines)
    flying = tuple(segments.flying(one, cast.unseen) for one in (*scenario.in_flight, *_old(scenario)))
    seen = systems(scenario, cast, played, common, flying, numbered)
    successors = _successors(seen)
    start = successors["A"].layout.pack(Interpreter(seen["A"]).start())
    return ScenarioStage(successors, {end: Describer(successors[end]) for end in ENDS}, start, cues)


def _successors(seen: dict[End, System]) -> dict[End, Successors]:
    mine = Successors(seen["A"])
    return {"A": mine, "B": mine if seen["B"] == seen["A"] else Successors(seen["B"])}


def _old(scenario: Scenario) -> Iterator[FlyingSegment]:
    """What the network holds from before: a (duplicate) of which no copy was left by an earlier line."""
    copies: Counter[tuple[End, str]] = Counter()
    for line in scenario.lines:
        one = line.crossing
        if one is None:
            continue
        if one.old and copies[one.to, one.segment.text]:
            copies[one.to, one.segment.text] -= 1
        elif one.old:
            yield FlyingSegment(line.place, one.to, one.segment)
        if one.copy_stays:
            copies[one.to, one.segment.text] += 1


def _cue(line: ScenarioLine, played: dict[End, ResolvedEnd], segments: Segments, numbered: ScenarioNumbers) -> Cue:
    if line.stand is not None:
        return _standing(line.place, line.stand, played, segments, numbered)
    found = [_event(remark, played[remark.end], line.place) for remark in line.remarks]
    for end, state in line.states:
        played[end].state(state, line.place)
    return Cue(
        line.place,
        tuple((remark.end, index) for remark, index in zip(line.remarks, found, strict=True) if index is not None),
        line.states,
        line.crossing and replace(line.crossing, departs=line.crossing.departs and not line.crossing.old),
        segments.wanted(line.crossing.segment, line.place) if line.crossing else None,
    )


def _standing(
    place: Place, stand: Stand, played: dict[End, ResolvedEnd], segments: Segments, numbered: ScenarioNumbers
) -> Cue:
    has = tuple(_values(place, stand, played, numbered))
    cannot = None
    if stand.cannot is not None:
        event = _event(stand.cannot, played[stand.cannot.end], place)
        assert event is not None, "a named remark is an event or an error"
        cannot = (stand.cannot.end, event)
    flies = (stand.flies.to, segments.wanted(stand.flies.segment, place)) if stand.flies else None
    return Cue(place, (), (), None, None, has, cannot, stand.nothing_to, flies)


def _values(
    place: Place, stand: Stand, played: dict[End, ResolvedEnd], numbered: ScenarioNumbers
) -> Iterator[tuple[End, str, int]]:
    if stand.has is None:
        return
    end, values = stand.has
    known = sorted(var.name for var in played[end].machine.variables() if not var.ghost)
    for name, text in values:
        if name not in known:
            said = f"{played[end].actor.machine} has no '{name}'{nearest(name, known)}: it has {', '.join(known)}"
            raise wrong(place, said)
        yield end, name, numbered.value(text, place)


def _event(remark: Remark, part: ResolvedEnd, place: Place) -> int | None:
    """The event that a remark names; None for a comment.  One that is nearly an event's name is no comment."""
    names = [event.name for event in part.machine.events() if isinstance(event, Call | Timer)]
    known = {_plain(name): index for index, name in reversed(list(enumerate(names)))}
    said = _plain(remark.text)
    if said in known:
        return known[said]
    if not remark.named and (remark.text.endswith(("!", "?")) or not (near := nearest(said, known))):
        return None
    near = nearest(said, known)
    raise wrong(place, f"{remark.end} knows no '{remark.text}'{near}: its calls and timers are {', '.join(names)}")


def _plain(name: str) -> str:
    """An event's name as people write it.

    >>> _plain("2 MSL timeout"), _plain("Close")
    ('2 msl', 'close')
    """
    return " ".join(name.lower().split()).removesuffix(TIMEOUT)
