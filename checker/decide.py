"""Verdicts from a finished search; never a better one than the search earned."""

from __future__ import annotations

from collections.abc import Sequence

from checker.describe import Describer
from checker.liveness import deadline, decide_promise
from checker.predicates import predicate
from checker.reach import can_reach, cheapest, edges
from checker.results import Answer, Trace, Verdict
from checker.search import Limits, Search
from checker.successors import Successors
from spec.notation.formulas import TRUE, Bool
from spec.notation.liveness import Eventually, LeadsTo
from spec.notation.properties import Always, AlwaysPossible, Cheapest, NeverStuck, Property, Sometimes


class Decider:
    """Decides properties over one search."""

    def __init__(self, successors: Successors, search: Search, limits: Limits) -> None:
        self.successors, self.search, self.limits = successors, search, limits
        self.describer = Describer(successors)
        self.deadline = deadline(limits, search)

    def decide(self, name: str, asked: Property) -> Answer:
        """The answer to one property."""
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
            case LeadsTo() | Eventually():
                return decide_promise(self.successors, self.search, name, asked, self.deadline)

    def places(self, formula: Bool) -> list[int]:
        """Every state in which the formula is true, nearest first."""
        true = predicate(self.successors.layout, formula)
        return [place for place, packed in enumerate(self.search.order) if true(packed)]

    def _first(self, formula: Bool) -> int | None:
        true = predicate(self.successors.layout, formula)
        return next((place for place, packed in enumerate(self.search.order) if true(packed)), None)

    def _always(self, name: str, asked: Always) -> Answer:
        reached = len(self.places(asked.reached.formula))
        bad = self._first(~asked.formula)
        if bad is not None:
            return self._found(name, asked.about, Verdict.VIOLATED, bad, reached)
        if not self.search.complete:
            return self._open(name, asked.about)
        if not reached:
            return Answer(name, Verdict.VACUOUS, asked.about, witnesses=0, why=f"never reached: {asked.reached.about}")
        return Answer(name, Verdict.HOLDS, asked.about, witnesses=reached)

    def _sometimes(self, name: str, asked: Sometimes) -> Answer:
        places = self.places(asked.formula)
        if places:
            return self._found(name, asked.about, Verdict.POSSIBLE, places[0], len(places))
        if not self.search.complete:
            return self._open(name, asked.about)
        return Answer(name, Verdict.IMPOSSIBLE, asked.about, witnesses=0)

    def _never_stuck(self, name: str, asked: NeverStuck) -> Answer:
        done = predicate(self.successors.layout, asked.done)
        left = [place for place in self.search.stuck if not done(self.search.order[place])]
        stuck = [place for place in left if not self.successors.met_a_bound(self.search.order[place])]
        if stuck:
            return self._found(name, asked.about, Verdict.VIOLATED, stuck[0], None)
        if left or not self.search.complete:
            return self._open(name, asked.about)
        return Answer(name, Verdict.HOLDS, asked.about)

    def _always_possible(self, name: str, asked: AlwaysPossible) -> Answer:
        order = self.search.order
        where = predicate(self.successors.layout, TRUE if asked.where is None else asked.where)
        graph = edges(order, self.search.expanded, self.successors.of)
        goals = self.places(asked.goal)
        reached = can_reach(graph, goals)
        lost = [place for place, yes in enumerate(reached) if not yes and where(order[place])]
        if not lost:
            return self._nothing_lost(name, asked, where_any=any(where(packed) for packed in order))
        unknown = [*range(self.search.expanded, len(order))]
        unknown += [place for place in range(self.search.expanded) if self._cut_at(place)]
        perhaps = can_reach(graph, unknown)
        certain = next((place for place in lost if not perhaps[place]), None)
        if certain is None:
            return self._open(name, asked.about)
        return self._found(name, asked.about, Verdict.VIOLATED, certain, None)

    def _nothing_lost(self, name: str, asked: AlwaysPossible, *, where_any: bool) -> Answer:
        if not self.search.complete:
            return self._open(name, asked.about)
        if not where_any:
            return Answer(name, Verdict.VACUOUS, asked.about, witnesses=0, why="no state satisfies its premise")
        return Answer(name, Verdict.HOLDS, asked.about)

    def _cut_at(self, place: int) -> bool:
        return bool(self.successors.cuts) and self.successors.met_a_bound(self.search.order[place])

    def _cheapest(self, name: str, asked: Cheapest) -> Answer:
        goal = predicate(self.successors.layout, asked.goal)
        run = cheapest(self.successors, self.search.order[0], goal, self.limits)
        if run.states:
            trace = self.describer.trace(run.states, name)
            return Answer(name, Verdict.POSSIBLE, asked.about, trace, len(run.states) - 1, run.cost)
        if run.cut or not self.search.complete:
            return self._open(name, asked.about)
        return Answer(name, Verdict.IMPOSSIBLE, asked.about)

    def _found(self, name: str, about: str, verdict: Verdict, place: int, witnesses: int | None) -> Answer:
        path = self.search.path(place)
        trace = self._trace(path, name, verdict is Verdict.VIOLATED)
        return Answer(name, verdict, about, trace, len(path) - 1, witnesses=witnesses)

    def _trace(self, path: Sequence[int], name: str, violates: bool) -> Trace:
        trace = self.describer.trace([self.search.order[place] for place in path], name, violates=violates)
        return Trace(trace.start, trace.steps, name, violates_at=trace.violates_at, states=tuple(path))

    def _open(self, name: str, about: str) -> Answer:
        why = f"cut short by {self.search.cut}" if self.search.cut else f"a bound was met: {self._bounds()}"
        return Answer(name, Verdict.NOT_ESTABLISHED, about, why=why)

    def _bounds(self) -> str:
        return "; ".join(sorted(self.successors.cuts))
