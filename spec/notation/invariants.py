"""Invariants: what is true in every state, whatever was lost, repeated, overtaken or sent again.

The channel of an invariant is the set of everything that was ever sent: nothing leaves it, so that any loss, copy,
delay and order is covered.  ``to_B[SEG.SEQ]`` reads a field of a segment ever sent to B; a formula that reads one is
said of every such segment.  ``A[chosen].has(B[IRS])``: A once chose that number as an initial number.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar, cast, overload

from spec.notation import nodes
from spec.notation.calling import spelt_class
from spec.notation.choices import Choice
from spec.notation.errors import Place, SpecError, fault, here, shown
from spec.notation.formulas import Bool, Count, OfA, OfB, Ours, Seq, Theirs, seen_from_outside
from spec.notation.nodes import Condition, End, Space
from spec.notation.properties import Always
from spec.notation.systems import System
from spec.notation.variables import History, Variables

Mine = TypeVar("Mine", OfA, OfB)
Other = TypeVar("Other", OfA, OfB)
E = TypeVar("E", bound=enum.Enum)
VERDICTS = ("HOLDS", "VIOLATED", "NOT ESTABLISHED", "VACUOUS")
MOST_STEPS = 5


class _Numbers(Variables):
    """What is remembered of every choice of a number, without a row that says so."""

    chosen = History(Ours)


chosen = _Numbers.chosen
"""The numbers that an end has ever chosen with ``choose()``, and that with which it started."""


def mark(end: End) -> str:
    """What stands before the fields of a message ever sent to that end."""
    return f"to {end} "


class EverSent(Generic[Mine, Other]):
    """Any message that was ever sent to an end: a formula that reads its fields is said of all of them."""

    def __init__(self, to: End) -> None:
        self.to: End = to
        own, other = (Space.OF_A, Space.OF_B) if to == "A" else (Space.OF_B, Space.OF_A)
        self._seen = {Space.OURS: own, Space.THEIRS: other}

    @overload
    def __getitem__(self, part: Seq[Ours]) -> Seq[Mine]: ...
    @overload
    def __getitem__(self, part: Seq[Theirs]) -> Seq[Other]: ...
    @overload
    def __getitem__(self, part: Bool) -> Bool: ...
    @overload
    def __getitem__(self, part: Count) -> Count: ...
    @overload
    def __getitem__(self, part: Choice[E]) -> Choice[E]: ...
    def __getitem__(
        self, part: Seq[Ours] | Seq[Theirs] | Bool | Count | Choice[E]
    ) -> Seq[Mine] | Seq[Other] | Bool | Count | Choice[E]:
        """A field of the message, or a formula over its fields."""
        if isinstance(part, Bool):
            return Bool(cast(Condition, self._of(part.node)))
        if isinstance(part, Seq):
            return cast("Seq[Mine]", Seq(cast(nodes.Term, self._of(part.node)), self._seen[part.space]))
        if isinstance(part, Count):
            return Count(cast(nodes.Term, self._of(part.node)))
        if isinstance(part, Choice):
            return Choice(cast(nodes.Term, self._of(part.node)), part.members)
        raise fault(f"to_{self.to}[{shown(part)}]: give a field of a message, or a formula over fields")

    def _of(self, node: nodes.Node) -> nodes.Node:
        def change(part: nodes.Node) -> nodes.Node | None:
            if isinstance(part, nodes.Var | nodes.Of):
                name = part.name if isinstance(part, nodes.Var) else f"{part.end}.{part.var.name}"
                raise fault(f"to_{self.to}[...] holds {name}, which no message carries: write it outside the brackets")
            return replace(part, prefix=mark(self.to) + part.prefix) if isinstance(part, nodes.Field) else None

        return nodes.rebuild(node, change)


to_A: EverSent[OfA, OfB] = EverSent("A")
"""The messages ever sent to A: ``to_A[SEG.ACK] == A[SND.NXT]``."""
to_B: EverSent[OfB, OfA] = EverSent("B")
"""The messages ever sent to B."""


def addressed(part: nodes.Field) -> End | None:
    """To whom the message was sent whose field it is; None for a field of no message in particular."""
    return next((end for end in nodes.ENDS if part.prefix.startswith(mark(end))), None)


@spelt_class
@dataclass(frozen=True, eq=False)
class Invariant:
    """A formula that is true in every state, and of every message ever sent; ``why``, in one sentence.

    SpecError where a text is missing, or the formula is none.
    """

    about: str
    formula: Bool
    why: str
    place: Place = field(default_factory=here, repr=False, kw_only=True)

    def __post_init__(self) -> None:
        for text in (self.about, self.why):
            if not isinstance(text, str) or not text:
                raise fault("Invariant(about, formula, why): say what it says, and in one sentence why it holds")
        check_formula(self.formula)


def check_formula(formula: Bool) -> None:
    """SpecError unless it is about single states and messages ever sent."""
    kinds: dict[End, str] = {}
    for part in nodes.walk(seen_from_outside(formula)):
        if isinstance(part, nodes.OfRuns):
            raise fault("an invariant is about single states, and knowledge is about all runs: leave it out")
        if isinstance(part, nodes.InFlight):
            raise fault(f"an invariant speaks of what was ever sent, not of what is in flight: write to_{part.to}[...]")
        if isinstance(part, nodes.Field):
            to = addressed(part)
            if to is None:
                raise fault(f"{part.prefix}{part.name} is a field of which message? Write to_A[...] or to_B[...]")
            if kinds.setdefault(to, part.message) != part.message:
                raise fault(f"to_{to}[...] is a {kinds[to]} and a {part.message} at once: write two invariants")


@spelt_class
@dataclass(frozen=True, eq=False)
class Induction:
    """Invariants of a system, proved by induction on the steps of its runs.

    ``shows`` is what is to be proved, ``by`` what else is needed; all are proved together.  ``given``: what is taken
    for granted in every state of the runs that are spoken of.  ``k``: true in k states one after the other, then also
    in the next.  The system's bounds on calls and timers are lifted (what never happens there does not happen here
    either); the numbers chosen are any, or with ``fresh`` any that the end has not chosen before.
    SpecError where the parts do not fit together.
    """

    system: System
    shows: Mapping[str, Invariant | Always]
    by: Mapping[str, Invariant] = field(default_factory=dict[str, Invariant])
    given: Mapping[str, Invariant] = field(default_factory=dict[str, Invariant])
    k: int = 1
    expect: Mapping[str, str] = field(default_factory=dict[str, str])
    about: str = ""
    name: str = ""
    place: Place = field(default_factory=here, compare=False)

    def __post_init__(self) -> None:
        if not isinstance(self.system, System):
            raise fault(f"Induction({shown(self.system)}, ...): give a System first")
        if not isinstance(self.k, int) or not 1 <= self.k <= MOST_STEPS:
            raise fault(f"k={self.k!r}: it is 1 to {MOST_STEPS}")
        if not self.shows:
            raise fault("Induction(shows={}) shows nothing: give an invariant, shows={'safe': ...}")
        for column, kinds in (("shows", Invariant | Always), ("by", Invariant), ("given", Invariant)):
            for name, one in getattr(self, column).items():
                if not isinstance(one, kinds):
                    raise fault(
                        f"{column}['{name}'] is {shown(one)}: give an invariant, Invariant(about, formula, why)"
                    )
                self._check(name, one)
        for name, verdict in self.expect.items():
            if name not in {**self.shows, **self.by}:
                raise fault(f"expect names '{name}', which is not among what is shown: {', '.join(self.shows)}")
            if verdict not in VERDICTS:
                raise fault(f"expect['{name}'] = {verdict!r}: it is one of {', '.join(VERDICTS)}")
        if set(self.shows) & set(self.by):
            raise fault(f"'{min(set(self.shows) & set(self.by))}' stands both in shows and in by: once will do")

    def expected(self, name: str) -> str:
        """The verdict expected of an invariant."""
        return self.expect.get(name, "HOLDS")

    def lemmas(self) -> Mapping[str, Invariant | Always]:
        """What is shown, and what it is shown by."""
        return {**self.shows, **self.by}

    def _check(self, name: str, one: Invariant | Always) -> None:
        check_formula(one.formula)
        for end, var in _variables(one.formula):
            known = self.system.machine(end).variables()
            if var != chosen.var and var not in known:
                listed = ", ".join(sorted(other.name for other in known)) or "none"
                raise SpecError(
                    f"{one.place}: '{name}' reads {end}.{var.name}, which no row of "
                    f"{self.system.machine(end).__name__} sets: its variables are {listed}"
                )


def _variables(formula: Bool) -> Iterator[tuple[End, nodes.Var]]:
    for part in nodes.walk(formula.node):
        if isinstance(part, nodes.Of):
            yield part.end, part.var
