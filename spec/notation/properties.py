"""Properties: what is promised of a system, over both ends.

``A[ISS] == B[IRS]`` compares A's variable with B's; both count A's octets, so it may be asked.  History ("was")
is asked of history variables, which rows keep: ``A[accepted].has(B[IRS], B[ISS])``.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, NoReturn, TypeVar, cast, overload

from spec.notation import nodes
from spec.notation.calling import spelt_class
from spec.notation.chances import Chance
from spec.notation.choices import Choice
from spec.notation.errors import Place, SpecError, fault, here, shown
from spec.notation.events import Arrival, Call, State, Timer
from spec.notation.fairness import Coming, Does, Fires, does
from spec.notation.formulas import Bool, Count, OfA, OfB, Ours, Seq, Theirs, Unjoined, seen_from_outside
from spec.notation.liveness import Eventually, LeadsTo
from spec.notation.nodes import Condition, End, Space
from spec.notation.rows import Row
from spec.notation.variables import History

Mine = TypeVar("Mine", OfA, OfB)
Other = TypeVar("Other", OfA, OfB)
E = TypeVar("E", bound=enum.Enum)


class Remembered(Unjoined):
    """A history variable of one end, asked from outside."""

    __hash__ = None  # type: ignore[assignment]

    def __init__(self, history: nodes.Of, spaces: tuple[Space, ...]) -> None:
        self.history = history
        self.spaces = spaces

    def __repr__(self) -> str:
        return f"{self.history.end}.{self.history.var.name}"

    def __eq__(self, other: object) -> NoReturn:
        raise fault(f"'{self}' is a history: ask whether it remembers something, {self}.has(...)")

    def has(self, *values: Seq[OfA] | Seq[OfB] | int) -> Bool:
        """Whether this tuple was ever remembered; a number written out counts in the tuple's own space."""
        given = [self._number(place, value) for place, value in enumerate(values)]
        spaces = tuple(value.space for value in given)
        if spaces != self.spaces:
            kept, asked = (", ".join(space.value for space in side) for side in (self.spaces, spaces))
            raise fault(f"'{self.history.end}.{self.history.var.name}' remembers ({kept}), not ({asked})")
        return Bool(nodes.Contains(self.history, tuple(value.node for value in given)))

    def _number(self, place: int, value: Seq[OfA] | Seq[OfB] | int) -> Seq[OfA] | Seq[OfB]:
        if type(value) is int:
            space = self.spaces[min(place, len(self.spaces) - 1)]
            return cast("Seq[OfA] | Seq[OfB]", Seq(nodes.Const(value), space))
        if not isinstance(value, Seq):
            raise fault(f"'{self.history.end}.{self.history.var.name}' remembers sequence numbers, not {shown(value)}")
        return value


class Misspelt(SpecError, AttributeError):
    """An end has no such attribute."""


class Peer(Generic[Mine, Other]):
    """One end, seen from outside."""

    def __init__(self, name: End) -> None:
        self.name: End = name
        own, other = (Space.OF_A, Space.OF_B) if name == "A" else (Space.OF_B, Space.OF_A)
        self._seen = {Space.OURS: own, Space.THEIRS: other}

    def __repr__(self) -> str:
        return self.name

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        if isinstance(other, State):
            raise fault(f"{self.name} == {other.name}: write {self.name}.is_in({other.name})")
        return self is other

    def __bool__(self) -> NoReturn:
        raise fault(f"{self.name} or/and ... means one of the two ends to Python: write it out for each end")

    def __call__(self, *given: object) -> NoReturn:
        raise fault(f"{self.name}(...) is no call: write {self.name}[x] for a variable of {self.name}")

    if not TYPE_CHECKING:  # type checkers see for themselves what there is

        def __getattr__(self, name: str) -> NoReturn:
            if name.startswith("_"):
                raise AttributeError(name)
            if name == "state":
                raise Misspelt(f"{here()}: {self.name}.state is asked with {self.name}.is_in(...), with states in it")
            raise Misspelt(
                f"{here()}: {self.name} has no {name}: a variable is written {self.name}[{name}], and there are "
                f"{self.name}.is_in(...), {self.name}.gets(...) and {self.name}.does(...)"
            )

    def is_in(self, *states: State) -> Bool:
        """Whether the end is in one of these states."""
        if not states:
            raise fault(f"{self.name}.is_in() names no state: give one or more")
        for state in states:
            if isinstance(state, tuple | list | set | frozenset):
                raise fault(f"{self.name}.is_in(...) is given several states in one: write them without brackets")
            if not isinstance(state, State):
                unquoted = ": write it without quotes" if isinstance(state, str) else ""
                raise fault(f"{self.name}.is_in({shown(state)}): give states{unquoted}")
        return Bool(nodes.InState(self.name, tuple(state.value for state in states)))

    def gets(self, event: Arrival) -> Coming:
        """Whether such a message is in flight to this end, ``B.gets(rcv(SYN))``; in a fairness, its delivery."""
        if not isinstance(event, Arrival):
            raise fault(
                f"{self.name}.gets({shown(event)}): give the arrival of a message: arrival(KIND), rcv(FLAG) in TCP"
            )
        return Coming(self.name, event)

    def does(self, what: Call | Timer | Row) -> Does | Fires:
        """What this end does, for a fairness: ``weak(A.does(RETRANSMIT))``, ``weak(A.does(Tcp.syn_timeout))``."""
        return does(self.name, what)

    @overload
    def __getitem__(self, var: Seq[Ours]) -> Seq[Mine]: ...
    @overload
    def __getitem__(self, var: Seq[Theirs]) -> Seq[Other]: ...
    @overload
    def __getitem__(self, var: History) -> Remembered: ...
    @overload
    def __getitem__(self, var: Bool) -> Bool: ...
    @overload
    def __getitem__(self, var: Count) -> Count: ...
    @overload
    def __getitem__(self, var: Choice[E]) -> Choice[E]: ...
    def __getitem__(
        self, var: Seq[Ours] | Seq[Theirs] | History | Bool | Count | Choice[E]
    ) -> Seq[Mine] | Seq[Other] | Remembered | Bool | Count | Choice[E]:
        """This end's variable, or a formula over its variables, in a property."""
        if isinstance(var, History):
            return Remembered(nodes.Of(self.name, var.var), tuple(self._seen[space] for space in var.spaces))
        if isinstance(var, Bool):
            return Bool(cast(Condition, self._outside(var.node)))
        if isinstance(var, Seq):
            node = cast(nodes.Term, self._outside(var.node))
            return cast("Seq[Mine]", Seq(node, self._seen[var.space]))
        if isinstance(var, Count):
            return Count(cast(nodes.Term, self._outside(var.node)))
        if isinstance(var, Choice):
            return Choice(cast(nodes.Term, self._outside(var.node)), var.members)
        raise fault(f"{self.name}[{shown(var)}]: give a variable, or a formula over variables")

    def _outside(self, node: nodes.Node) -> nodes.Node:
        def change(part: nodes.Node) -> nodes.Node | None:
            if isinstance(part, nodes.Field):
                raise fault(
                    f"a property reads {part.prefix}{part.name}, but no message arrives in a state: read variables"
                )
            return nodes.Of(self.name, part) if isinstance(part, nodes.Var) else None

        return nodes.rebuild(node, change)


A: Peer[OfA, OfB] = Peer("A")
"""The end A, as a property sees it: ``A.is_in(ESTABLISHED)``, ``A[ISS]``, ``A.gets(rcv(SYN))``."""
B: Peer[OfB, OfA] = Peer("B")
"""The end B, likewise."""
nothing_in_flight = Bool(nodes.Not(nodes.InFlight("A"))) & Bool(nodes.Not(nodes.InFlight("B")))


@spelt_class
@dataclass(frozen=True, eq=False)
class Sometimes:
    """Some reachable state satisfies the formula; POSSIBLE comes with the shortest run to one."""

    about: str
    formula: Bool
    place: Place = field(default_factory=here, repr=False, kw_only=True)

    def __post_init__(self) -> None:
        _check(self)


@spelt_class
@dataclass(frozen=True, eq=False)
class Always:
    """Every reachable state satisfies the formula.

    ``reached`` is a Sometimes: it shows that the situation occurs that the formula is about, such as the premise of
    an implication.  Where it never occurs, or some premise of the formula is never true, the verdict is VACUOUS.
    SpecError where the formula is none, or reads a message.
    """

    about: str
    formula: Bool
    reached: Sometimes
    place: Place = field(default_factory=here, repr=False, kw_only=True)

    def __post_init__(self) -> None:
        _check(self)
        if not isinstance(self.reached, Sometimes):
            raise fault(f"Always({self.about!r}): reached=... is the Sometimes that shows that its premise is reached")


@spelt_class
@dataclass(frozen=True, eq=False)
class NeverStuck:
    """No reachable state has nothing enabled while there is work left.

    ``done``: states in which an end may rest.
    """

    about: str
    done: Bool
    place: Place = field(default_factory=here, repr=False, kw_only=True)

    def __post_init__(self) -> None:
        seen_from_outside(self.done)


@spelt_class
@dataclass(frozen=True, eq=False)
class AlwaysPossible:
    """From every reachable state that satisfies ``where``, the goal can still be reached (AG EF; no fairness).

    ``where`` is by default every state.  The counterexample ends in a state from which no run reaches the goal.
    """

    about: str
    goal: Bool
    where: Bool | None = None
    place: Place = field(default_factory=here, repr=False, kw_only=True)

    def __post_init__(self) -> None:
        seen_from_outside(self.goal)
        if self.where is not None:
            seen_from_outside(self.where)


@spelt_class
@dataclass(frozen=True, eq=False)
class Cheapest:
    """The goal can be reached; POSSIBLE comes with a run that sends the fewest messages."""

    about: str
    goal: Bool
    place: Place = field(default_factory=here, repr=False, kw_only=True)

    def __post_init__(self) -> None:
        seen_from_outside(self.goal)


Property = Always | Sometimes | NeverStuck | AlwaysPossible | Cheapest | Chance | LeadsTo | Eventually
"""Whatever can be asked of a system."""


def _check(one: Always | Sometimes) -> None:
    if not isinstance(one.formula, Bool):
        raise fault(
            f"{type(one).__name__}({one.about!r}, ...): {shown(one.formula)} is no formula, such as "
            "A.is_in(...) or A[x] == B[y]"
        )
    seen_from_outside(one.formula)
