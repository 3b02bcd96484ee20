"""What a system is made of: two ends, channels, numbers, and bounds.  Nothing is checked here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from spec.notation import nodes
from spec.notation.channels import Attacker, Channel
from spec.notation.errors import Place, fault, here, shown
from spec.notation.events import Call, Event, State, Timer
from spec.notation.formulas import Ours, Theirs
from spec.notation.machines import Machine
from spec.notation.messages import Flying
from spec.notation.nodes import End
from spec.notation.variables import Counter, Flag, SeqVar


@dataclass(frozen=True, slots=True)
class Numbers:
    """A rule for the initial numbers that an end chooses; one of the four that a verdict names."""

    values: tuple[int, ...]
    each_once: bool

    def __str__(self) -> str:
        listed = ", ".join(str(value) for value in self.values)
        return f"fresh, in order: {listed}" if self.each_once else f"any of {listed}, repeats included"


def fresh(*values: int) -> Numbers:
    """Each choice takes the next of these; when they are used up no more is chosen (a bound of the search)."""
    return Numbers(values, each_once=True)


def any_of(*values: int) -> Numbers:
    """Each choice takes any of these, again and again: an adversary's choice."""
    return Numbers(values, each_once=False)


@dataclass(frozen=True, slots=True)
class Start:
    """Where an end stands at the start, if not at the machine's own start with everything 0."""

    state: State
    values: tuple[tuple[nodes.Var, int], ...] = ()


def at(state: State, *values: tuple[SeqVar[Ours] | SeqVar[Theirs] | Flag | Counter, int]) -> Start:
    """An end that starts elsewhere: ``at(ESTABLISHED, (SND.NXT, 300), (RCV.NXT, 100))``.

    A number counts in the space of its variable.  SpecError where something is no state, variable or value.
    """
    if not isinstance(state, State):
        raise fault(f"at({shown(state)}, ...): give a state; write it without quotes")
    for one in values:
        if not (isinstance(one, tuple) and len(one) == 2 and isinstance(one[0], SeqVar | Flag | Counter)):
            raise fault(f"at({state.name}, {shown(one)}): give pairs of a variable and its value, such as (ISS, 100)")
    return Start(state, tuple((face.var, int(value)) for face, value in values))


Limits = Mapping[Call | Timer | tuple[End, Call | Timer], int]
"""How often a call is made or a timer runs out, at each end or at one: ``{CLOSE: 1, ("A", SEND): 0}``."""
RFC_NUMBERS: Mapping[End, Numbers] = MappingProxyType({"A": fresh(100, 200), "B": fresh(300, 400)})


@dataclass(frozen=True)
class Parts:
    """A system's parts, and what is read off them."""

    A: type[Machine]
    B: type[Machine]
    channel: Channel | tuple[Channel, Channel]
    """For both ways, or to B and to A."""
    in_flight: tuple[Flying, ...] = ()
    modulus: int = 1024
    isn: Mapping[End, Numbers] = field(default_factory=lambda: dict(RFC_NUMBERS))
    at_most: Limits = field(default_factory=dict[Call | Timer | tuple[End, Call | Timer], int])
    params: Mapping[str, int] = field(default_factory=dict[str, int])
    start: Mapping[End, Start] = field(default_factory=dict[End, Start])
    facts: tuple[str, ...] = ()
    """What is true of it that no end can look up; :func:`spec.notation.fact` asks for it."""
    place: Place = field(default_factory=here, compare=False)

    def machine(self, end: End) -> type[Machine]:
        """The machine at that end."""
        return self.A if end == "A" else self.B

    def way(self, to: End) -> Channel:
        """The channel towards that end."""
        if isinstance(self.channel, Channel):
            return self.channel
        return self.channel[0] if to == "B" else self.channel[1]

    def attackers(self) -> tuple[Attacker, ...]:
        """Who forges messages: one for a channel that both ways share, else one for each way that has one."""
        ways = (self.channel,) if isinstance(self.channel, Channel) else self.channel
        return tuple(way.attacker for way in ways if way.attacker is not None)

    def flying(self) -> tuple[Flying, ...]:
        """Every message that no end sends: in flight at the start, or forged."""
        return (*self.in_flight, *(one for attacker in self.attackers() for one in attacker.by))

    def limit(self, end: End, event: Event) -> int | None:
        """How often that event may happen at that end; None: no bound."""
        if not isinstance(event, Call | Timer):
            return None
        one = self.at_most.get((end, event))
        return self.at_most.get(event) if one is None else one

    def given(self, param: nodes.Param) -> int | None:
        """What is given for a parameter, or its default; None where there is neither."""
        return self.params.get(param.name, param.default)

    def value(self, number: int | nodes.Param) -> int:
        """A bound, with the system's parameters put in."""
        if not isinstance(number, nodes.Param):
            return number
        given = self.given(number)
        if given is None:
            raise fault(f'the system needs the parameter {number.name}: params={{"{number.name}": ...}}')
        return given

    def bounds(self) -> tuple[str, ...]:
        """Every bound of the search, in words; a verdict holds within them."""
        said = [f"{name}={value}" for name, value in self.params.items()]
        for key, most in self.at_most.items():
            who, event = key if isinstance(key, tuple) else ("each end", key)
            said.append(f"at most {most} x {event.name} by {who}")
        return tuple(said)
