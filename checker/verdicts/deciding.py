"""Verdicts from a finished search; never a better one than the search earned."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from checker.knowledge.needed import asks_knowledge
from checker.liveness.deciding import decide_promise
from checker.packed.describe import Describer
from checker.packed.predicates import Predicate, predicate
from checker.packed.successors import Successors
from checker.results.answers import Answer, Verdict
from checker.search.breadth_first import Limits, Search
from checker.search.clock import Clock, OutOfTime
from checker.search.memory import NO_MEMORY
from checker.search.reach import CheapestRun, can_reach, cheapest, edges
from checker.search.truth import InViews, all_in_views, places_true
from checker.verdicts.rational import Rational
from checker.verdicts.vacuity import NO_SUCH_RUN, judged, vacuous
from checker.verdicts.whatever import ranges_of
from spec.notation.chances import Chance
from spec.notation.formulas import TRUE, Bool
from spec.notation.liveness import Eventually, LeadsTo
from spec.notation.nodes import End
from spec.notation.properties import Always, AlwaysPossible, Cheapest, NeverStuck, Property, Sometimes

AT_A_GLANCE = (Always, NeverStuck, Sometimes)
"""Decided by a look at each state."""


class GraphDecider:
    """Decides properties over one search."""

    def __init__(self, successors: Successors, search: Search, limits: Limits, clock: Clock) -> None:
        self.successors, self.search, self.limits, self.clock = successors, search, limits, clock
        self.describer = Describer(successors)

    def every(self, properties: Mapping[str, Property]) -> Mapping[str, Answer]:
        """The answer to each property; first to those that need no more than a look at each state."""
        order = sorted(properties, key=lambda name: not isinstance(properties[name], AT_A_GLANCE))
        found: dict[str, Answer] = {}
        for name in order:
            self.clock.share(len(order) - len(found))
            found[name] = self.decide(name, properties[name])
        return {name: found[name] for name in properties}

    def decide(self, name: str, asked: Property) -> Answer:
        """The answer to one property; where the time is over first, or Ctrl-C is pressed, what was covered."""
        self.clock.doing = ""
        try:
            ranges = ranges_of(self.successors.layout.frames)
            return judged(asked, self._decided(name, asked), self._is_reached, ranges)
        except OutOfTime:
            pass
        except KeyboardInterrupt:
            self.clock.interrupt()
        except MemoryError:
            return Answer(name, Verdict.NOT_ESTABLISHED, asked.about, why=f"cut short by {NO_MEMORY}")
        why = f"cut short by {self.clock.why}{self.clock.covered}"
        return Answer(name, Verdict.NOT_ESTABLISHED, asked.about, why=why)

    def _is_reached(self, premise: Bool) -> bool:
        return self._first(premise) is not None

    def _decided(self, name: str, asked: Property) -> Answer:
        if asks_knowledge(asked) and (self.successors.cuts or not self.search.complete):
            open_ = self._open(name, asked.about)  # a run that was not seen might take the knowledge away
            return replace(open_, why=f"{open_.why}; who knows what depends on every run")
        match asked:
            case Always():
                return self._always(name, asked)
            case Sometimes():
                return self._sometimes(name, asked)
            case NeverStuck():
                return self._never_stuck(name, asked)
            case AlwaysPossible():
                return self._always_possible(name, asked)
            case Cheapest():
                return self._cheapest(name, asked)
            case Chance():
                return self._chance(name, asked)
            case LeadsTo() | Eventually():
                return decide_promise(self.successors, self.search, name, asked, self.clock)

    def _places(self, formula: Bool) -> Iterator[Sequence[int]]:
        """The states in which the formula is true, nearest first, a part at a time and within the time."""
        return places_true(self.search.order, self.successors.layout, formula, self.clock, "states looked at")

    def _first(self, formula: Bool) -> int | None:
        """One of the states nearest to the start in which the formula is true."""
        return next((some[0] for some in self._places(formula) if some), None)

    def _number(self, formula: Bool) -> int:
        """In how many states the formula is true."""
        return sum(map(len, self._places(formula)))

    def _count(self, formula: Bool) -> int | None:
        """The same; None where there is no time to count them."""
        try:
            return self._number(formula)
        except OutOfTime:
            return None
        except KeyboardInterrupt:
            self.clock.interrupt()
            return None

    def _always(self, name: str, asked: Always) -> Answer:
        bad = self._first(~asked.formula)
        if bad is not None:
            return self._found(name, asked.about, Verdict.VIOLATED, bad, self._count(asked.reached.formula))
        reached = self._number(asked.reached.formula)
        if not self.search.complete:
            return self._open(name, asked.about)
        return Answer(name, Verdict.HOLDS, asked.about, witnesses=reached)

    def _sometimes(self, name: str, asked: Sometimes) -> Answer:
        first = self._first(asked.formula)
        if first is not None:
            return self._found(name, asked.about, Verdict.POSSIBLE, first, self._count(asked.formula))
        if not self.search.complete:
            return self._open(name, asked.about)
        return Answer(name, Verdict.IMPOSSIBLE, asked.about, witnesses=0)

    def _never_stuck(self, name: str, asked: NeverStuck) -> Answer:
        done = predicate(self.successors.layout, asked.done)
        left = [place for place in self.search.stuck if not done(self.search.order[place])]
        self.clock.begin("states looked at in which nothing can happen", len(left))
        stuck = next((place for place in left if not self._met_a_bound(place)), None)
        if stuck is not None:
            return self._found(name, asked.about, Verdict.VIOLATED, stuck, None)
        if left or not self.search.complete:
            return self._open(name, asked.about)
        return Answer(name, Verdict.HOLDS, asked.about)

    def _always_possible(self, name: str, asked: AlwaysPossible) -> Answer:
        where = TRUE if asked.where is None else asked.where
        goals = list(chain.from_iterable(self._places(asked.goal)))
        backwards = self._backwards()
        reached = backwards(goals)
        lost = [place for some in self._places(where) for place in some if not reached[place]]
        if not lost:
            return Answer(name, Verdict.HOLDS, asked.about) if self.search.complete else self._open(name, asked.about)
        unknown = [*range(self.search.expanded, len(self.search.order))]
        if self.successors.cuts:
            self.clock.begin("states looked at for bounds", self.search.expanded)
            unknown += [place for place in range(self.search.expanded) if self._met_a_bound(place)]
        perhaps = backwards(unknown)
        certain = next((place for place in lost if not perhaps[place]), None)
        if certain is None:
            return self._open(name, asked.about)
        return self._found(name, asked.about, Verdict.VIOLATED, certain, None)

    def _backwards(self) -> Callable[[Iterable[int]], bytearray]:
        """What says of some goals from which places they can be reached."""
        order, expanded = self.search.order, self.search.expanded
        if isinstance(order, InViews):
            return lambda goals: order.can_reach(goals, expanded, self.clock)
        graph = edges(order, expanded, self.successors.of, self.clock)
        return lambda goals: can_reach(graph, goals, self.clock)

    def _met_a_bound(self, place: int) -> bool:
        self.clock.tick()
        return self.successors.met_a_bound(self.search.order[place])

    def _cheapest(self, name: str, asked: Cheapest) -> Answer:
        if self.search.complete and self._first(asked.goal) is None:
            return Answer(name, Verdict.IMPOSSIBLE, asked.about)
        goal = predicate(self.successors.layout, asked.goal)
        run = self._cheapest_in_views(asked.goal, goal)
        run = run or cheapest(self.successors, self.search.starts, goal, self.limits, self.clock)
        if run.states:
            trace = self.describer.trace(run.states, name)
            return Answer(name, Verdict.POSSIBLE, asked.about, trace, len(run.states) - 1, run.cost)
        if run.cut or not self.search.complete:
            return self._open(name, asked.about)
        return Answer(name, Verdict.IMPOSSIBLE, asked.about)

    def _cheapest_in_views(self, goal: Bool, true: Predicate) -> CheapestRun | None:
        """The cheapest run among pairs of views, where it can be found so."""
        order = all_in_views(self.search, self.successors)
        if order is None:
            return None
        self.clock.begin("states tried, the cheapest first")
        starts = len(self.search.starts)
        found = order.cheapest(self.successors.layout, goal, true, self._costs, starts, self.clock)
        return None if found is None else CheapestRun(*found)

    def _costs(self, end: End, view: int) -> list[int]:
        """How many messages the steps of a view send."""
        return [one.cost for one in self.successors.in_view(end, view) if not one.cut]

    def _chance(self, name: str, asked: Chance) -> Answer:
        if self.successors.cuts or not self.search.complete:
            return self._open(name, asked.about)
        goal = predicate(self.successors.layout, asked.goal)
        given = predicate(self.successors.layout, TRUE if asked.given is None else asked.given)
        from checker.verdicts.chance import Chances  # few ask for chances, and every command would load fractions

        chances = Chances(self.successors, self.search, asked.place)
        declared, condition = chances.declared(asked.equals), chances.of(given)
        if not condition:
            return vacuous(Answer(name, Verdict.HOLDS, asked.about), NO_SUCH_RUN)
        true = Rational(chances.of(lambda packed: goal(packed) and given(packed)), condition)
        if true.same(declared):
            return Answer(name, Verdict.HOLDS, asked.about)
        return Answer(name, Verdict.VIOLATED, asked.about, why=f"it is {true}")

    def _found(self, name: str, about: str, verdict: Verdict, place: int, witnesses: int | None) -> Answer:
        path = self.search.path(place)
        run = [self.search.order[one] for one in path]
        trace = self.describer.trace(run, name, violates=verdict is Verdict.VIOLATED)
        trace = replace(trace, states=tuple(path))
        return Answer(name, verdict, about, trace, len(run) - 1, witnesses=witnesses)

    def _open(self, name: str, about: str) -> Answer:
        why = f"cut short by {self.search.cut}" if self.search.cut else f"a bound was met: {self._bounds()}"
        return Answer(name, Verdict.NOT_ESTABLISHED, about, why=why)

    def _bounds(self) -> str:
        return "; ".join(sorted(self.successors.cuts))
