"""Promises decided: whether a fair run can wait for ever for what is promised.

A promise ``p ~> q`` is violated by a reachable lasso: a state with p, from there on never q, and a loop, or a stop,
that offends no declared fairness.  How such loops are found is said in :mod:`checker.liveness.fair_loops`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from checker.languages.counts import count
from checker.liveness.fair_loops import Demands, fair_parts
from checker.liveness.lasso import Lasso, lasso
from checker.liveness.lasso_trace import allowed, lasso_trace
from checker.packed.fair_actions import FairActions
from checker.packed.fair_moves import met_in_view, moves
from checker.packed.predicates import Predicate, predicate
from checker.packed.successors import Successors
from checker.results.answers import Answer, FairnessUse, Verdict
from checker.search.breadth_first import Search
from checker.search.clock import Clock, OutOfTime
from checker.search.pending import Open, PendingGraph, waiting
from checker.search.truth import Waits, all_in_views, places_true
from spec.notation.fairness import Fairness
from spec.notation.formulas import Bool
from spec.notation.liveness import LeadsTo, Promise

PROMISED = "states looked at for where it is promised"


@dataclass
class _Question:
    """One promise, and what is known of it so far."""

    successors: Successors
    search: Search
    name: str
    asked: Promise
    clock: Clock
    actions: FairActions
    graph: PendingGraph = field(default_factory=PendingGraph)
    built: bool = False
    """Whether the graph holds every state in which it is waited for."""
    broken: bool = False
    """Whether a fair run is known to wait for ever."""

    def demands(self, without: Fairness | None = None, weakened: Fairness | None = None) -> Demands:
        """The demands, but for those of one fairness, or with one strong fairness as a weak one."""
        soft = self.actions.bits_of(weakened) if weakened is not None else 0
        weak, strong = (self.actions.bits(strength, without) for strength in ("weak", "strong"))
        return Demands(weak | soft, strong & ~soft)


def decide_promise(successors: Successors, search: Search, name: str, asked: Promise, clock: Clock) -> Answer:
    """The answer to a LeadsTo or an Eventually, within the time."""
    one = _Question(successors, search, name, asked, clock, FairActions(successors, asked.fair))
    try:
        return _decided(one)
    except OutOfTime:
        return _cut(one)
    except KeyboardInterrupt:
        clock.interrupt()
        return _cut(one)


def _decided(one: _Question) -> Answer:
    one.clock.look()
    begun = _build(one)
    one.built = True
    parts = list(fair_parts(one.graph, one.demands(), one.clock))
    one.broken = bool(parts)
    found = lasso(one.graph, one.demands(), parts, one.clock)
    if found is not None:
        return _violated(one, found, begun)
    return _not_violated(one, begun)


def _build(one: _Question) -> int:
    """Fill the graph of waiting states; in how many states the premise is true."""
    ends = predicate(one.successors.layout, one.asked.q)
    if isinstance(one.asked, LeadsTo):
        begun = sum(map(len, _places(one, one.asked.p, "states looked at for its premise")))
        promised = [place for some in _places(one, one.asked.p & ~one.asked.q, PROMISED) for place in some]
    else:
        begun = len(one.search.starts)
        promised = [place for place in range(begun) if not ends(one.search.order[place])]
    if _in_views(one, promised, ends):
        return begun
    asked = Open(promised, ends, demanding=bool(one.asked.fair))
    waiting(one.search, asked, moves(one.successors, one.actions), one.clock, one.graph)
    return begun


def _in_views(one: _Question, promised: Sequence[int], ends: Predicate) -> bool:
    """Fill the graph from pairs of views; whether that can be done."""
    order = all_in_views(one.search, one.successors)
    if order is None:
        return False
    waits = Waits(one.successors.layout, promised, one.asked.q, ends, met_in_view(one.successors, one.actions))
    one.clock.begin("states in which it is waited for")
    return order.waiting(waits, one.search.levels, one.clock, one.graph)


def _places(one: _Question, formula: Bool, doing: str) -> Iterable[Sequence[int]]:
    return places_true(one.search.order, one.successors.layout, formula, one.clock, doing)


def _violated(one: _Question, found: Lasso, begun: int) -> Answer:
    trace = lasso_trace(one.successors, one.actions, one.search, one.graph, found, one.name)
    uses = tuple(
        FairnessUse(str(fair.what), fair.strength, allows=allowed(one.graph, found, trace, one.actions.bits_of(fair)))
        for fair in one.asked.fair
    )
    return Answer(
        one.name, Verdict.VIOLATED, one.asked.about, trace, len(trace.steps), witnesses=begun, fairness=uses,
        waiting=len(one.graph.packed),
    )  # fmt: skip


def _not_violated(one: _Question, begun: int) -> Answer:
    waits = len(one.graph.packed)
    if one.search.cut:
        return _open(one, begun, f"cut short by {one.search.cut}")
    if one.graph.bounded:
        bounds = "; ".join(sorted(one.successors.cuts))
        return _open(one, begun, f"a bound was met on the way: {bounds}")
    if not begun:
        return Answer(one.name, Verdict.HOLDS, one.asked.about, witnesses=0, fairness=tuple(_plain(one.asked.fair)))
    return Answer(
        one.name, Verdict.HOLDS, one.asked.about, witnesses=begun, fairness=tuple(_needed(one)), waiting=waits,
        without=_without(one, begun),
    )  # fmt: skip


def _without(one: _Question, begun: int) -> Answer | None:
    """The answer without any fairness, where there is some."""
    if not one.asked.fair:
        return None
    stop = lasso(one.graph, Demands(), (), one.clock)
    if stop is None:
        return Answer(one.name, Verdict.HOLDS, one.asked.about, witnesses=begun)
    trace = lasso_trace(one.successors, one.actions, one.search, one.graph, stop, one.name)
    return Answer(one.name, Verdict.VIOLATED, one.asked.about, trace, len(trace.steps), witnesses=begun)


def _needed(one: _Question) -> Iterable[FairnessUse]:
    """Of each fairness, whether the promise would be broken without it, and whether weak would do for strong."""
    for fair in one.asked.fair:
        needed = enough = None
        try:
            needed = _breakable(one, one.demands(without=fair))
            if needed and fair.strength == "strong":
                enough = not _breakable(one, one.demands(weakened=fair))
        except OutOfTime:
            pass
        except KeyboardInterrupt:
            one.clock.interrupt()
        yield FairnessUse(str(fair.what), fair.strength, needed, enough)


def _breakable(one: _Question, demands: Demands) -> bool:
    return next(iter(fair_parts(one.graph, demands, one.clock)), None) is not None


def _plain(fair: Iterable[Fairness]) -> Iterable[FairnessUse]:
    return (FairnessUse(str(one.what), one.strength) for one in fair)


def _cut(one: _Question) -> Answer:
    seen = count(len(one.graph.packed), "state")
    left = f"{seen} seen in which it is waited for"
    if one.built:
        left = f"all {seen} in which it is waited for were seen, not every loop among them"
    if one.broken:
        left = "some fair run waits for ever, and none was found to be shown"
    return _open(one, None, f"cut short by {one.clock.why}: {left}")


def _open(one: _Question, begun: int | None, why: str) -> Answer:
    return Answer(
        one.name, Verdict.NOT_ESTABLISHED, one.asked.about, witnesses=begun, why=why,
        fairness=tuple(_plain(one.asked.fair)), waiting=len(one.graph.packed),
    )  # fmt: skip
