"""A system and its properties, as far as the two bounds decide them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from checker.packed.end_steps import EndSteps, both
from checker.packed.predicates import ghosts_in
from checker.pairs.end_table import TooLarge
from checker.pairs.ends import Ends
from checker.pairs.moves import unbounded_sets
from checker.results.answers import Answer
from checker.rows.configuration import frames
from checker.rows.out_of_bounds import OutOfBounds
from checker.search.clock import Clock, OutOfTime
from checker.verdicts.pair_verdicts import Decider, Undecided
from checker.verdicts.uncounted import uncounted
from spec.notation.formulas_of import formulas
from spec.notation.nodes import End, Var
from spec.notation.properties import Property
from spec.notation.systems import System

MANY = 250_000
"""Where there are more pairs of local states, it is tried first what is decided if calls and timers are not counted."""
EndsDo = Mapping[End, EndSteps]
"""What each end of a system can do."""


@dataclass
class Bounds:
    """What the two bounds decide."""

    answers: dict[str, Answer] = field(default_factory=dict[str, Answer])
    """The answers to the properties that were decided."""
    undecided: dict[str, str] = field(default_factory=dict[str, str])
    """For each of the others, why it was not."""
    ends: Ends | None = None
    """What each end does, as far as that was looked at."""
    decider: Decider | None = None
    """None where there is no upper bound."""
    refused: bool = False
    """Whether there can be none."""
    cut: bool = False
    """Whether something was not decided for want of time."""

    @property
    def pairs(self) -> int:
        """How many pairs of local states are in the upper bound; 0 where there is none."""
        return 0 if self.decider is None else len(self.decider.joined)

    def decide(self, decider: Decider, properties: Mapping[str, Property]) -> None:
        """Decide those that are undecided, as far as that goes.  OutOfTime."""
        self.decider, self.cut = decider, False
        for name in tuple(self.undecided):
            try:
                self.answers[name] = decider.decide(name, properties[name])
                del self.undecided[name]
            except Undecided as why:
                self.undecided[name] = str(why)
                self.cut = self.cut or why.for_now

    def refuse(self, why: str) -> None:
        """There is no upper bound, and nothing is decided."""
        self.refused, self.undecided = True, dict.fromkeys(self.undecided, why)


def bounds(system: System, properties: Mapping[str, Property], clock: Clock | None = None) -> Bounds:
    """The answers that need no search of the whole graph.

    SpecError where a property reads what the system's machines do not have.
    """
    ghosts = ghosts_in([formula for one in properties.values() for formula in formulas(one)])
    return bounds_of(both(frames(system, ghosts)), ghosts, properties, clock or Clock())


def bounds_of(
    steps: EndsDo, ghosts: frozenset[tuple[End, Var]], properties: Mapping[str, Property], clock: Clock
) -> Bounds:
    """The same of what the ends can do.  After Ctrl-C the clock is interrupted, and the rest is undecided."""
    found = Bounds(undecided=dict.fromkeys(properties, "Ctrl-C came first"))
    try:
        found.ends = Ends(steps, ghosts)
        fewer = uncounted(found.ends.system)
        try:
            found.decide(Decider(found.ends, clock, MANY if fewer is not None else None), properties)
        except TooLarge:
            if fewer is None:
                raise
            if not _uncounted(found, Ends(both(frames(fewer, ghosts)), ghosts), properties, clock):
                found.ends = Ends(steps, ghosts)  # what became too large was filled in part
                if not unbounded_sets(found.ends):  # it would become too large again
                    raise
                found.decide(Decider(found.ends, clock), properties)
    except OutOfBounds:
        found.refuse("a row may leave the bounds of a counter")
    except TooLarge as why:
        found.refuse(str(why))
    except OutOfTime:
        found.cut = True
        found.undecided = dict.fromkeys(found.undecided, f"cut short by {clock.why}{clock.covered}")
    except KeyboardInterrupt:
        clock.interrupt()
    return found


def _uncounted(found: Bounds, fewer: Ends, properties: Mapping[str, Property], clock: Clock) -> bool:
    """Whether all is decided where calls and timers are not counted; if not, what is not is undecided still."""
    try:
        found.decide(Decider(fewer, clock, counted=found.ends), properties)
    except (OutOfBounds, TooLarge):
        return False
    if not found.undecided:
        found.ends = fewer
    return not found.undecided
