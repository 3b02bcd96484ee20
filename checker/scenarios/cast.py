"""Who plays in a scenario: where each end starts, what its numbers and parameters are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from checker.scenarios.faults import wrong
from checker.scenarios.numbers import ScenarioNumbers
from checker.scenarios.script import Actor, Scenario
from spec.notation import nodes
from spec.notation.casts import Cast
from spec.notation.channels import DUPLICATING_BAG
from spec.notation.errors import Place, SpecError
from spec.notation.events import State
from spec.notation.machines import Machine
from spec.notation.messages import Flying, Send
from spec.notation.nearest import nearest
from spec.notation.nodes import End
from spec.notation.systems import ENDS, RFC_NUMBERS, Numbers, Start, System, fresh

NETWORK = DUPLICATING_BAG.holding(16)
"""It can hold, repeat and lose what it likes; in a scenario nobody sends more."""
MODULUS = 2**32


@dataclass(frozen=True)
class ResolvedEnd:
    """One end, resolved."""

    actor: Actor
    machine: type[Machine]
    variables: Mapping[str, int]
    params: Mapping[str, int]

    def state(self, text: str, place: Place) -> State:
        """The state of that name."""
        states = {state.value: state for state in self.machine.states()}
        if text not in states:
            raise wrong(place, f"expected a state{nearest(text, states)}: '{text}' is none of {', '.join(states)}")
        return states[text]


def parts(scenario: Scenario, cast: Cast, numbered: ScenarioNumbers) -> dict[End, ResolvedEnd]:
    """Both ends, resolved."""
    return {end: _part(scenario.actors[end], cast, numbered) for end in ENDS}


def _part(actor: Actor, cast: Cast, numbered: ScenarioNumbers) -> ResolvedEnd:
    if actor.machine not in cast.machines:
        near = nearest(actor.machine, cast.machines)
        raise wrong(
            actor.place,
            f"there is no machine '{actor.machine}'{near}: name one of the {len(cast.machines)} that there are, "
            f"such as {min(cast.machines, key=len)}, or give the file of your own, --machines FILE.py",
        )
    machine = cast.machines[actor.machine]
    given = {name: numbered.value(text, actor.place) for name, text in actor.values}
    own = {var.name for var in machine.variables() if not var.ghost}
    known = sorted(own | set(params_of(machine)))
    for name in given:
        if name not in known:
            said = f"{actor.machine} has no '{name}'{nearest(name, known)}: it has {', '.join(known)}"
            raise wrong(actor.place, said)
    return ResolvedEnd(
        actor,
        machine,
        {name: value for name, value in given.items() if name in own},
        {name: value for name, value in given.items() if name not in own},
    )


def params_of(machine: type[Machine]) -> Iterator[str]:
    """The names of the parameters that a machine reads, those that bound its variables and messages first."""
    yield from bounding(machine)
    for row in machine.rows:
        for node in row.nodes():
            yield from (part.name for part in nodes.walk(node) if isinstance(part, nodes.Param))


def bounding(machine: type[Machine]) -> Iterator[str]:
    """The parameters that bound a variable or a field: they are the same at both ends."""
    sent = [effect.message for row in machine.rows for effect in row.do if isinstance(effect, Send)]
    domains = [var.domain for var in machine.variables()] + [one.domain for kind in sent for one in kind.fields]
    for domain in domains:
        if isinstance(domain, nodes.Counts) and isinstance(domain.most, nodes.Param):
            yield domain.most.name


def systems(
    scenario: Scenario,
    cast: Cast,
    played: Mapping[End, ResolvedEnd],
    common: Mapping[str, int],
    in_flight: tuple[Flying, ...],
    numbered: ScenarioNumbers,
) -> dict[End, System]:
    """The system as each end sees it; they are equal but for the parameters of one end alone."""
    begin: dict[End, Start] = {end: _start(scenario, cast, played[end], end, common) for end in ENDS}
    isn: dict[End, Numbers] = {end: _isn(played[end], end, numbered) for end in ENDS}
    found: dict[End, System] = {}
    for end in ENDS:
        given = {**common, **_alone(played[end])}
        machines = (played["A"].machine, played["B"].machine)
        found[end] = System(*machines, NETWORK, in_flight, MODULUS, isn, {}, given, begin)
    return found


def _alone(part: ResolvedEnd) -> Mapping[str, int]:
    """The parameters of one end: none that bounds what both ends hold and send."""
    for name in part.params:
        if name in set(bounding(part.machine)):
            raise wrong(part.actor.place, f"{name} holds at both ends: write it in a line 'params: {name} ...'")
    return part.params


def params(
    scenario: Scenario, cast: Cast, played: Mapping[End, ResolvedEnd], numbered: ScenarioNumbers
) -> dict[str, int]:
    """The parameters that hold at both ends."""
    known = sorted({name for part in played.values() for name in params_of(part.machine)})
    found = dict(cast.params)
    for name, text in scenario.params:
        place = scenario.places["params"]
        if name not in known:
            raise wrong(place, f"there is no parameter {name}{nearest(name, known)}: there are {', '.join(known)}")
        found[name] = numbered.value(text, place)
    return found


def _isn(part: ResolvedEnd, end: End, numbered: ScenarioNumbers) -> Numbers:
    if not part.actor.isn:
        return RFC_NUMBERS[end]
    return fresh(*(numbered.value(text, part.actor.place) for text in part.actor.isn))


def _start(scenario: Scenario, cast: Cast, part: ResolvedEnd, end: End, common: Mapping[str, int]) -> Start:
    text, place = _first_state(scenario, end, part)
    state = part.state(text, place)
    try:
        values = cast.midway(text, part.variables, {**common, **part.params})
    except SpecError as error:
        raise wrong(part.actor.place, f"{end} starts at {text}: {error}") from None
    named = {var.name: var for var in part.machine.variables()}
    kept = tuple((named[name], value) for name, value in values.items() if name in named)
    for var, value in kept:
        _check_bound(var, value, end, part, common)
    return Start(state, kept)


def _check_bound(var: nodes.Var, value: int, end: End, part: ResolvedEnd, common: Mapping[str, int]) -> None:
    """Refuse a value that the variable cannot have."""
    domain = var.domain
    most = 1 if isinstance(domain, nodes.Flags) else MODULUS - 1
    remedy = ""
    if isinstance(domain, nodes.Counts) and isinstance(domain.most, nodes.Param):
        most = common.get(domain.most.name, domain.most.default or 0)
        remedy = f": 'params: {domain.most.name} {value}' in the head allows it"
    elif isinstance(domain, nodes.Counts) and isinstance(domain.most, int):
        most = domain.most
    if value > most:
        raise wrong(part.actor.place, f"{end} starts with {var.name} {value}, which is more than {most}{remedy}")


def _first_state(scenario: Scenario, end: End, part: ResolvedEnd) -> tuple[str, Place]:
    """Where the end starts: as the head says, as the first line that shows it without a segment, or as machines do."""
    if part.actor.state:
        return part.actor.state, part.actor.place
    for line in scenario.lines:
        if line.crossing is not None or any(remark.named for remark in line.remarks):
            break
        for who, state in line.states:
            if who == end:
                return state, line.place
    return part.machine.start.value, part.actor.place
