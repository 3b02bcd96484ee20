"""What a check found, as plain data: every engine writes these, every printer and picture reads them.

Nothing here knows a protocol, an engine or a colour.  Numbers are already the protocol's own, texts are
already in the protocol's words (``SYN-SENT``, ``<SEQ=90><CTL=SYN>``).
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Literal, Protocol

from checker.languages.retelling import retold
from checker.languages.speech import tr

End = Literal["A", "B"]
"""The two ends of a system, in the order in which they are declared."""

Action = Literal["call", "timer", "deliver", "duplicate", "lose", "tick", "forge"]
"""What a step is: a user call or a timer at an end, what befalls one message in flight, or a tick of the one clock.

``deliver`` takes the message from the channel, ``duplicate`` delivers one copy and leaves one in flight,
``lose`` takes it away undelivered.  In a ``tick`` all messages age, and both ends may act.
``forge``: an attacker puts a message in flight.
"""


def in_a_notebook(kind: Literal["trace", "answer", "graph", "exploration"], found: object) -> dict[str, str]:
    """What a notebook shows of it.  The pictures stand above all results, and are loaded when one is to be shown."""
    shown: Callable[[object], dict[str, str]] = getattr(import_module("diagrams.notebook"), f"{kind}_shown")
    return shown(found)


class Verdict(enum.Enum):
    """The answer to one property; never a better one than the search earned."""

    HOLDS = "HOLDS"
    VIOLATED = "VIOLATED"
    POSSIBLE = "POSSIBLE"
    IMPOSSIBLE = "IMPOSSIBLE"
    NOT_ESTABLISHED = "NOT ESTABLISHED"
    VACUOUS = "VACUOUS"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class Packet:
    """One message, in the protocol's own words."""

    to: End
    text: str
    """In full, as the RFC writes it: ``<SEQ=100><ACK=301><CTL=SYN,ACK>``."""
    short: str
    """For a label: ``SYN,ACK``."""

    @property
    def sender(self) -> End:
        """The end that sent it.

        >>> Packet("B", "<SEQ=90><CTL=SYN>", "SYN").sender
        'A'
        """
        return "B" if self.to == "A" else "A"


@dataclass(frozen=True, slots=True)
class EndPoint:
    """One end at one moment: its state and its variables, in the order in which they are declared."""

    state: str
    values: tuple[tuple[str, str], ...] = ()
    bounds: tuple[tuple[str, str], ...] = ()
    """Counters of the search's bounds: they tell states apart, and are not printed."""


@dataclass(frozen=True, slots=True)
class Point:
    """One reachable state of the whole system."""

    a: EndPoint
    b: EndPoint
    in_flight: tuple[Packet, ...] = ()
    ages: tuple[int | None, ...] = ()
    """The age in ticks of each message in flight, None where its channel keeps none; empty where none does."""
    forged: tuple[int, ...] = ()
    """How many messages each attacker has put in flight: a bound, which tells states apart."""

    def flying(self) -> tuple[str, ...]:
        """The messages in flight as texts, with their ages.

        >>> Point(EndPoint("A"), EndPoint("B"), (Packet("B", "<SEQ=90><CTL=SYN>", "SYN"),), (1,)).flying()
        ('<SEQ=90><CTL=SYN> aged 1',)
        """
        ages = self.ages or (None,) * len(self.in_flight)
        aged = zip(self.in_flight, ages, strict=True)
        return tuple(packet.text + (f" aged {age}" if age is not None else "") for packet, age in aged)

    def end(self, name: End) -> EndPoint:
        """The end of that name."""
        return self.a if name == "A" else self.b

    def value(self, path: str) -> str:
        """The text of ``A.state``, ``B.SND.NXT`` or ``in flight``; KeyError where there is no such variable.

        >>> Point(EndPoint("CLOSED"), EndPoint("LISTEN", (("ISS", "300"),))).value("B.ISS")
        '300'
        """
        if path == "in flight":
            return " ".join(self.flying()) or "-"
        who, _, name = path.partition(".")
        if who not in ("A", "B"):
            raise KeyError(path)
        end = self.a if who == "A" else self.b
        return end.state if name == "state" else dict(end.values)[name]

    def paths(self) -> tuple[str, ...]:
        """Everything :meth:`value` accepts here, in order."""
        return tuple(self.said())

    def said(self) -> dict[str, str]:
        """The text of everything, by its path."""
        ends = (("A", self.a), ("B", self.b))
        named = {f"{who}.{name}": text for who, end in ends for name, text in (("state", end.state), *end.values)}
        return {**named, "in flight": self.value("in flight")}


@dataclass(frozen=True, slots=True)
class FiredRow:
    """A row that fired in a step: its name, its section, and the formula names that its guard carries."""

    name: str
    rfc: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One transition, with what stood before and after it."""

    action: Action
    end: End
    """Where it happened: the end that called, or the receiver of the message that was moved or forged; A in a tick."""
    event: str
    """``active OPEN``, ``retransmission timeout``, ``tick``; empty where a message is the event."""
    packet: Packet | None
    """The message delivered, repeated, lost or forged; None for a call, a timer or a tick."""
    sent: tuple[Packet, ...]
    """What the end sent in this step, in order (a set channel may have held it already); in a tick, A and then B."""
    rows: tuple[FiredRow, ...]
    """The rows that fired, in order; none for a loss, or where the message was taken and ignored."""
    before: Point
    after: Point
    peer_rows: tuple[FiredRow, ...] = ()
    """The rows that fired at B in a tick."""
    expired: tuple[Packet, ...] = ()
    """The messages whose lifetime ended in a tick."""

    def changes(self) -> tuple[tuple[str, str, str], ...]:
        """``(path, old, new)`` of every state and variable that the step changed, channels left out."""
        return tuple(
            (path, old, new)
            for path in self.after.paths()
            if path != "in flight" and (old := self.before.value(path)) != (new := self.after.value(path))
        )


@dataclass(frozen=True, slots=True)
class Trace:
    """A run from a start state.  ``loop`` is the step after which a lasso repeats for ever, or None."""

    start: Point
    steps: tuple[Step, ...]
    title: str = ""
    ends: tuple[str, str] = ("A", "B")
    """What to call the ends in a heading."""
    loop: int | None = None
    violates_at: int | None = None
    """The step at which a violation stands (0: the start), or None for a witness."""
    states: tuple[int, ...] = ()
    """The numbers of its points in the graph that it was found in; empty where there is none."""

    def points(self) -> tuple[Point, ...]:
        """The start and the state after each step."""
        return (self.start, *(step.after for step in self.steps))

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return in_a_notebook("trace", self)


@dataclass(frozen=True, slots=True)
class Edge:
    """One transition of a graph, between numbered states."""

    source: int
    target: int
    label: str
    """``A active OPEN``, ``B rcv SYN,ACK``, ``lose SYN to B``."""
    action: Action


class Graph(Protocol):
    """The reachable graph.  States are numbered from 0 in the order in which the search met them."""

    @property
    def title(self) -> str:
        """The model's name."""
        ...

    @property
    def states(self) -> int: ...

    @property
    def complete(self) -> bool:
        """Whether every reachable state is there."""
        ...

    @property
    def marks(self) -> Mapping[int, Mark]:
        """The states that deserve a second sign: start, goal, violation, not expanded."""
        ...

    def point(self, state: int) -> Point: ...

    def edges(self) -> Iterator[Edge]:
        """Every transition, in the order of the search, self-loops included."""
        ...

    def find(self, point: Point) -> int:
        """The number of that state; KeyError if it was not reached."""
        ...


Mark = Literal["start", "goal", "violation", "open"]


@dataclass(frozen=True, slots=True)
class FairnessUse:
    """A fairness under which a promise was decided, and what it did for the verdict."""

    name: str
    """``B gets SYN``, ``A retransmission timeout``."""
    strength: Literal["weak", "strong"]
    needed: bool | None = None
    """Where the promise holds: whether it is broken without this fairness; None where that was not decided."""
    weak_enough: bool | None = None
    """Where it is strong and needed: whether weak would do."""
    allows: str = ""
    """Where the promise is broken: why the lasso does not offend it."""

    def __str__(self) -> str:
        return f"{self.name} ({self.strength})"


@dataclass(frozen=True, slots=True)
class Answer:
    """One property's verdict.  True only when the search established that it holds (or is possible)."""

    property: str
    verdict: Verdict
    about: str = ""
    """The property in words."""
    trace: Trace | None = None
    """The shortest counterexample, or the witness of a Sometimes or a cost."""
    steps: int | None = None
    """The length of that trace."""
    cost: int | None = None
    """The messages sent in it, where the property asks for the cheapest run."""
    witnesses: int | None = None
    """In how many states the premise (or the Sometimes) was true."""
    why: str = ""
    """What cut it short, or what made it vacuous; empty otherwise."""
    fairness: tuple[FairnessUse, ...] = ()
    """Under which fairness a promise was decided."""
    waiting: int | None = None
    """In how many states a promise is open."""
    how: str = ""
    """How it was decided, where the reachable states were not met one by one (:mod:`checker.pairs`)."""
    without: Answer | None = None
    """Where a promise holds under fairness: the answer without it, so that nobody assumes what is claimed."""

    def __bool__(self) -> bool:
        return self.verdict in (Verdict.HOLDS, Verdict.POSSIBLE)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return in_a_notebook("answer", self)

    def __repr__(self) -> str:
        if self.verdict in (Verdict.VIOLATED, Verdict.POSSIBLE) and self.steps is not None:
            paid = f" and {self.cost} messages" if self.cost is not None else ""
            return f"{self.verdict} in {_length(self)}{paid}"
        return f"{self.verdict} ({self.why})" if self.why else str(self.verdict)


def extent(answer: Answer) -> str:
    """``4 steps, 3 messages``: how long its run is, or why the verdict is not a better one."""
    if answer.verdict not in (Verdict.VIOLATED, Verdict.POSSIBLE) or answer.steps is None:
        return retold(answer.why)
    return tr(", ").join([_steps(answer), *([counted(answer.cost, "message")] if answer.cost is not None else [])])


def in_brackets(text: str) -> str:
    """`` (4 steps)``, as it stands behind a verdict; nothing for nothing."""
    return tr(" ({extent})").format(extent=text) if text else ""


def verdict_words(answer: Answer) -> str:
    """``VIOLATED (2 steps)``, in the reader's language."""
    return tr(str(answer.verdict)) + in_brackets(extent(answer))


def outcome(answer: Answer) -> str:
    """``VIOLATED in 2 steps``, in the reader's language: what its ``repr`` says in English."""
    verdict = tr(str(answer.verdict))
    if answer.verdict not in (Verdict.VIOLATED, Verdict.POSSIBLE) or answer.steps is None:
        return verdict_words(answer)
    if answer.cost is None:
        return tr("{verdict} in {steps}").format(verdict=verdict, steps=_steps(answer))
    said = tr("{verdict} in {steps} and {messages}")
    return said.format(verdict=verdict, steps=_steps(answer), messages=counted(answer.cost, "message"))


def _steps(answer: Answer) -> str:
    """How many steps, and how a lasso goes on, in the reader's language."""
    steps, again = _lengths(answer)
    if again is None:
        return counted(steps, "step")
    if again:
        return tr("{steps}, then {more} repeating").format(steps=counted(steps, "step"), more=counted(again, "step"))
    return tr("{steps}, if the run stops there").format(steps=counted(steps, "step"))


def _lengths(answer: Answer) -> tuple[int, int | None]:
    """How many steps there are to the end or to the loop, and how many in the loop; None where there is none."""
    steps = answer.steps or 0
    if answer.trace is None or answer.trace.loop is None:
        return steps, None
    again = len(answer.trace.steps) - answer.trace.loop
    return steps - again, again


def _length(answer: Answer) -> str:
    """How many steps, and how a lasso goes on."""
    steps, again = _lengths(answer)
    if again is None:
        return count(steps, "step")
    return count(steps, "step") + (f", then {count(again, 'step')} repeating" if again else ", if the run stops there")


def count(number: int, noun: str) -> str:
    """A number and its noun.

    >>> count(1, "step"), count(6915, "transition")
    ('1 step', '6,915 transitions')
    """
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def counted(number: int, noun: str) -> str:
    """The same in the reader's language: a translation is that of the plural.

    >>> counted(1, "step"), counted(6915, "transition")
    ('1 step', '6,915 transitions')
    """
    plural = f"{noun}s"
    translated = tr(plural)
    return count(number, noun) if translated == plural else f"{number:,} {translated}"


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a run touched: which rows never fired, and how many values each variable took."""

    never_fired: tuple[str, ...] = ()
    """``B.listen_syn``: the end, then the row."""
    rows: int = 0
    """How many rows the two machines have for the events of the scenario."""
    values: tuple[tuple[str, int], ...] = ()
    """``("A.SND.NXT", 3)``: distinct values, largest first."""
    bounds_met: tuple[str, ...] = field(default=())
    """Bounds of the search that cut transitions off, in words."""
    looked: int | None = None
    """In how many states the values were counted, the nearest first; None: in all."""
