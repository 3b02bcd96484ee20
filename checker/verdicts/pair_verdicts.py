"""Verdicts from both bounds, each no better than what was shown; what they do not decide is left to the whole graph."""

from __future__ import annotations

from dataclasses import replace

from checker.languages.counts import count
from checker.pairs.always_possible import Possible
from checker.pairs.distances import SENT
from checker.pairs.end_table import NO_MESSAGE
from checker.pairs.ends import NOTHING, Ends, Flying
from checker.pairs.first_run import NotSoon
from checker.pairs.goals import Goal, TooManySorts, asks_flying, formula_goal
from checker.pairs.joined import Joined
from checker.pairs.lightest import TooManyStates
from checker.pairs.moves import unbounded_sets
from checker.pairs.packing import Packing
from checker.pairs.reaching import Reached, Reaching, Unreached
from checker.pairs.resting import stuck
from checker.pairs.traces import trace_of
from checker.results.answers import Answer, Verdict
from checker.search.clock import Clock, OutOfTime
from checker.verdicts.uncounted import counted_run
from checker.verdicts.vacuity import judged
from checker.verdicts.whatever import ranges_of
from spec.notation import nodes
from spec.notation.errors import SpecError
from spec.notation.formulas import TRUE, Bool
from spec.notation.formulas_of import formulas
from spec.notation.properties import Always, AlwaysPossible, Cheapest, NeverStuck, Property, Sometimes


class Undecided(Exception):
    """The bounds do not decide the property; the text says why."""

    def __init__(self, why: str, *, for_now: bool = False) -> None:
        """``for_now``: with more time they might."""
        super().__init__(why)
        self.for_now = for_now


MOST_PAIRS = 200_000
"""Over channels for which the upper bound only proves and prunes, a larger one costs more than the whole graph."""
UNCOUNTED = "calls and timers not counted"
"""How it was decided, where the bound is one of more than the system does."""
DECIDED = (Always, AlwaysPossible, Cheapest, NeverStuck, Sometimes)


def by_pairs(asked: Property) -> bool:
    """Whether it is a property that the bounds may decide: it is about single states, and not about what ends know."""
    return isinstance(asked, DECIDED) and not any(
        isinstance(part, nodes.OfRuns) for one in formulas(asked) for part in nodes.walk(one.node)
    )


class Decider:
    """Decides properties by both bounds of a system."""

    def __init__(self, ends: Ends, clock: Clock, most: int | None = None, counted: Ends | None = None) -> None:
        """``most``: more pairs are TooLarge.  ``counted``: the ends of the system, where these count less than they do.

        OutOfBounds, TooLarge, OutOfTime.
        """
        self.ends, self.clock, self.counted = ends, clock, counted
        self.joined = Joined(ends, clock, most=most if unbounded_sets(ends) else min(most or MOST_PAIRS, MOST_PAIRS))
        self.packing = Packing(ends)
        self.reaching = Reaching(self.joined, self.packing, clock)

    def decide(self, name: str, asked: Property) -> Answer:
        """The answer to a property.  Undecided."""
        if not by_pairs(asked):
            raise Undecided("it is about whole runs")
        try:
            return judged(asked, self._decided(name, asked), self._is_reached, ranges_of(self.ends.frames))
        except TooManySorts:
            raise Undecided("it tells many sorts of messages in flight apart") from None
        except (TooManyStates, NotSoon):
            raise Undecided("no run was found soon") from None
        except SpecError as refused:
            raise Undecided(str(refused)) from None
        except OutOfTime:
            raise Undecided(f"cut short by {self.clock.why}{self.clock.covered}", for_now=True) from None

    def _decided(self, name: str, asked: Property) -> Answer:
        match asked:
            case Sometimes(formula=formula):
                return self._possible(name, asked, self._reach(formula))
            case Cheapest(goal=formula):
                return self._possible(name, asked, self._reach(formula, by_cost=True))
            case Always():
                return self._always(name, asked)
            case NeverStuck() | AlwaysPossible() if self.counted is not None:
                raise Undecided("it may depend on how often a call was made")
            case NeverStuck():
                return self._never_stuck(name, asked)
            case AlwaysPossible():
                return self._always_possible(name, asked)
            case _:
                raise AssertionError(asked)

    def _reach(self, formula: Bool, *, by_cost: bool = False) -> Reached | Unreached:
        found = self.reaching.reach(formula_goal(self.packing, formula), by_cost=by_cost)
        if self.counted is None or isinstance(found, Unreached):
            return found
        run = counted_run(self.counted, self.ends, found.run)
        if run is None:
            raise Undecided("the run makes a call more often than it may be made")
        return replace(found, run=run)

    def _is_reached(self, premise: Bool) -> bool:
        return isinstance(self._reach(premise), Reached)

    def _possible(self, name: str, asked: Property, found: Reached | Unreached) -> Answer:
        if isinstance(found, Reached):
            return self._shown(name, asked, Verdict.POSSIBLE, found)
        return self._proved(name, asked, Verdict.IMPOSSIBLE, found)

    def _always(self, name: str, asked: Always) -> Answer:
        bad = self._reach(~asked.formula)
        if isinstance(bad, Reached):
            return self._shown(name, asked, Verdict.VIOLATED, bad)
        return self._proved(name, asked, Verdict.HOLDS, bad)

    def _never_stuck(self, name: str, asked: NeverStuck) -> Answer:
        done = formula_goal(self.packing, asked.done).true
        perhaps = stuck(self.ends, done, certain=False)
        if self.reaching.keeps(perhaps):
            certain = self.reaching.reach(stuck(self.ends, done, certain=True))
            if isinstance(certain, Reached):
                return self._shown(name, asked, Verdict.VIOLATED, certain)
            found = self.reaching.reach(perhaps)
            if isinstance(found, Unreached):
                return self._proved(name, asked, Verdict.HOLDS, found)
            raise Undecided("a bound was met")
        ways = [self.ends.system.way(side.end) for side in self.ends.sides]
        if any(way.capacity is not None and not way.loses for way in ways):
            raise Undecided("a full channel may stop an end")
        if any(perhaps.within(pair, NOTHING) for pair in self.joined):
            raise Undecided("over these channels a run has to be looked for in the whole graph")
        if any(map(self._may_stay, self.joined)):
            raise Undecided("a bound may keep a message in flight")
        return self._proved(name, asked, Verdict.HOLDS, Unreached())

    def _may_stay(self, pair: int) -> bool:
        """Whether something may be in flight there that a bound keeps from arriving."""
        sides = zip(self.ends.sides, self.joined.at(pair), strict=True)
        return any(side.table.cut(pair & side.mask) & flying & ~NO_MESSAGE for side, flying in sides)

    def _always_possible(self, name: str, asked: AlwaysPossible) -> Answer:
        where = formula_goal(self.packing, TRUE if asked.where is None else asked.where)
        goal = formula_goal(self.packing, asked.goal)
        if not self.reaching.sets or not self.reaching.loses:
            raise Undecided("over these channels it may depend on what is in flight")
        if asked.where is not None and asks_flying(asked.where.node):
            raise Undecided("it begins where something is in flight")
        certain = self._lost(where, self._or_cut(goal))
        if isinstance(certain, Reached):
            return self._shown(name, asked, Verdict.VIOLATED, certain)
        lost = self._lost(where, goal) if self.ends.cuts else certain
        if isinstance(lost, Reached):
            raise Undecided("a bound was met")
        return self._proved(name, asked, Verdict.HOLDS, lost)

    def _lost(self, where: Goal, goal: Goal) -> Reached | Unreached:
        """Whether there is a state that the premise holds of, and from which the goal can no longer be reached."""
        return self.reaching.reach(_lost(where, Possible(self.joined, self.packing, goal, self.clock)))

    def _or_cut(self, goal: Goal) -> Goal:
        """The goal, or something that a bound of the search cuts off: nobody knows what comes then."""

        if not self.ends.cuts:
            return goal

        def within(pair: int, flying: Flying) -> bool:
            cut = any(side.table.cut(pair & side.mask) & flying[side.place] for side in self.ends.sides)
            return cut or goal.within(pair, flying)

        return Goal(within, within)

    def _shown(self, name: str, asked: Property, verdict: Verdict, found: Reached) -> Answer:
        trace = trace_of(self.counted or self.ends, found.run, name, asked, violates=verdict is Verdict.VIOLATED)
        cost = found.weight // SENT if isinstance(asked, Cheapest) else None
        return Answer(name, verdict, asked.about, trace, len(found.run) - 1, cost, how=_looked(found.looked))

    def _proved(self, name: str, asked: Property, verdict: Verdict, found: Unreached) -> Answer:
        how = f"from above: {count(len(self.joined), 'pair')} of local states"
        if self.counted is not None:
            how += f", {UNCOUNTED}"
        if found.sorts:
            how += f", split by {count(found.sorts, 'sort')} of messages"
        if found.looked:
            how += f"; from below: {_looked(found.looked)}"
        witnesses = 0 if verdict is Verdict.IMPOSSIBLE else None
        return Answer(name, verdict, asked.about, witnesses=witnesses, how=how)


def _looked(states: int) -> str:
    return f"{count(states, 'state')} looked at"


def _lost(where: Goal, possible: Possible) -> Goal:
    """A state that the premise holds of, and from which the goal can no longer be reached."""

    def true(pair: int, flying: Flying) -> bool:
        return where.true(pair, flying) and not possible.at(pair, flying)

    def within(pair: int, flying: Flying) -> bool:
        return where.true(pair, NOTHING) and not possible.from_nothing(pair)

    return Goal(true, within, grows=False)
