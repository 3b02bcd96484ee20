"""Systems: two ends, a channel each way, what is in flight at the start, and the bounds of the search."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from spec.notation import nodes
from spec.notation.channels import Channel
from spec.notation.errors import Place, fault, here
from spec.notation.formulas import Ours, Theirs
from spec.notation.machines import Machine
from spec.notation.messages import Flying
from spec.notation.nodes import End
from spec.notation.rows import Arrival, Call, Event, State, Timer
from spec.notation.variables import Counter, Draw, Flag, SeqVar

ENDS: tuple[End, End] = ("A", "B")


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
    """An end that starts elsewhere: ``at(ESTABLISHED, (SND.NXT, 300), (RCV.NXT, 100))``."""
    return Start(state, tuple((face.var, int(value)) for face, value in values))


Limits = Mapping[Call | Timer | tuple[End, Call | Timer], int]
RFC_NUMBERS: Mapping[End, Numbers] = MappingProxyType({"A": fresh(100, 200), "B": fresh(300, 400)})


@dataclass(frozen=True)
class System:
    """Two ends over a channel.  Every bound of the search stands here, none in the machines.

    ``modulus``: sequence numbers are 0..modulus-1.  ``isn``: the numbers that ``choose()`` may draw at an end
    (by default those of the RFC's figures: A 100 and then 200, B 300 and then 400).  ``at_most``: how often a
    call is made or a timer runs out, at each end or at one.  ``params``: what ``param(...)`` stands for.
    """

    A: type[Machine]
    B: type[Machine]
    channel: Channel | tuple[Channel, Channel]
    """For both ways, or to B and to A."""
    in_flight: tuple[Flying, ...] = ()
    modulus: int = 1024
    isn: Mapping[End, Numbers] = field(default_factory=lambda: RFC_NUMBERS)
    at_most: Limits = field(default_factory=dict[Call | Timer | tuple[End, Call | Timer], int])
    params: Mapping[str, int] = field(default_factory=dict[str, int])
    start: Mapping[End, Start] = field(default_factory=dict[End, Start])
    place: Place = field(default_factory=here, compare=False)

    def __post_init__(self) -> None:
        if not 1 <= self.modulus <= 2**32:
            raise fault(f"modulus={self.modulus}: sequence numbers are counted modulo 1 to 2^32")
        for end in ENDS:
            if not (isinstance(self.machine(end), type) and issubclass(self.machine(end), Machine)):
                raise fault(f"System({end}={self.machine(end)!r}): give a machine, a subclass of Machine")
            self._check_params(end)
            self._check_numbers(end)
        self._check_limits()
        for flying in self.in_flight:
            self._check_flying(flying)

    def machine(self, end: End) -> type[Machine]:
        """The machine at that end."""
        return self.A if end == "A" else self.B

    def way(self, to: End) -> Channel:
        """The channel towards that end."""
        if isinstance(self.channel, Channel):
            return self.channel
        return self.channel[0] if to == "B" else self.channel[1]

    def limit(self, end: End, event: Event) -> int | None:
        """How often that event may happen at that end; None: no bound."""
        if isinstance(event, Arrival):
            return None
        one = self.at_most.get((end, event))
        return self.at_most.get(event) if one is None else one

    def value(self, number: int | nodes.Param) -> int:
        """A bound, with the system's parameters put in."""
        if not isinstance(number, nodes.Param):
            return number
        given = self.params.get(number.name, number.default)
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

    def _check_params(self, end: End) -> None:
        for var in self.machine(end).variables():
            if isinstance(var.domain, nodes.Counts):
                self.value(var.domain.most)
        for row in self.machine(end).rows:
            for node in row.nodes():
                for part in nodes.walk(node):
                    if isinstance(part, nodes.Param):
                        self.value(part)

    def _check_numbers(self, end: End) -> None:
        draws = any(isinstance(effect, Draw) for row in self.machine(end).rows for effect in row.do)
        if not draws:
            return
        numbers = self.isn.get(end)
        if numbers is None or not numbers.values:
            raise fault(f'{end} chooses numbers: say which, isn={{"{end}": fresh(100), ...}}')
        for value in numbers.values:
            if not 0 <= value < self.modulus:
                raise fault(f"isn of {end}: {value} is not among the sequence numbers 0..{self.modulus - 1}")

    def _check_limits(self) -> None:
        for key, most in self.at_most.items():
            ends: tuple[End, ...] = (key[0],) if isinstance(key, tuple) else ENDS
            event = key[1] if isinstance(key, tuple) else key
            known = [known for end in ends for known in self.machine(end).events() if not isinstance(known, Arrival)]
            if event not in known:
                raise fault(
                    f"at_most limits '{event.name}', which no row waits for; "
                    f"there are {', '.join(sorted({one.name for one in known})) or 'no calls and no timers'}"
                )
            if most < 0:
                raise fault(f"at_most[{event.name}] = {most}: give 0 or more")

    def _check_flying(self, flying: Flying) -> None:
        for one, value in zip(flying.message.fields, flying.values, strict=True):
            most = self.modulus - 1
            if isinstance(one.domain, nodes.Counts):
                most = self.value(one.domain.most)
            elif isinstance(one.domain, nodes.Bits):
                most = (1 << len(one.domain.names)) - 1
            if not 0 <= value <= most:
                raise fault(f"{flying.message.__name__}.flying({one.name}={value}): it is 0 to {most}")
