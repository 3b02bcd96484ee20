"""Promises decided: whether a fair run can wait for ever for what is promised.

A promise ``p ~> q`` is violated by a reachable lasso: a state with p, from there on never q, and a loop, or a stop,
that offends no declared fairness.  How such loops are found is said in :mod:`checker.fair_loops`.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from checker.fair_actions import FairActions
from checker.fair_loops import Demands, fair_parts
from checker.labelled import moves
from checker.lasso import Lasso, lasso
from checker.lasso_trace import allowed, lasso_trace
from checker.predicates import Predicate, predicate
from checker.results import Answer, FairnessUse, Verdict, count
from checker.search import Limits, Search
from checker.successors import Successors
from checker.waiting import Clock, Open, OutOfTime, Waiting, waiting
from spec.notation.fairness import Fairness
from spec.notation.liveness import LeadsTo, Promise


def deadline(limits: Limits, search: Search) -> float | None:
    """When the time that a search has left is over."""
    return None if limits.seconds is None else time.perf_counter() + limits.seconds - search.seconds


@dataclass
class _Question:
    """One promise, and what is known of it so far."""

    successors: Successors
    search: Search
    name: str
    asked: Promise
    clock: Clock
    actions: FairActions
    graph: Waiting = field(default_factory=Waiting)

    def demands(self, without: Fairness | None = None, weakened: Fairness | None = None) -> Demands:
        """The demands, but for those of one fairness, or with one strong fairness as a weak one."""
        soft = self.actions.bits_of(weakened) if weakened is not None else 0
        weak, strong = (self.actions.bits(strength, without) for strength in ("weak", "strong"))
        return Demands(weak | soft, strong & ~soft)


def decide_promise(successors: Successors, search: Search, name: str, asked: Promise, until: float | None) -> Answer:
    """The answer to a LeadsTo or an Eventually; ``until``: the moment after which nothing more is sought."""
    one = _Question(successors, search, name, asked, Clock(until), FairActions(successors, asked.fair))
    seen = 0
    try:
        one.clock.look()
        begun = _build(one)
        seen = len(one.graph.packed)
        parts = list(fair_parts(one.graph, one.demands(), one.clock))
    except OutOfTime:
        return _cut(one, seen)
    found = lasso(one.graph, one.demands(), parts)
    if found is not None:
        return _violated(one, found, begun)
    return _not_violated(one, begun)


def _build(one: _Question) -> int:
    """Fill the graph of waiting states; in how many states the premise is true."""
    layout, search = one.successors.layout, one.search
    begins = _begins(one)
    begun = sum(1 for packed in search.order if begins(packed))
    asked = Open(begins, predicate(layout, one.asked.q), demanding=bool(one.asked.fair))
    waiting(search, asked, moves(one.successors, one.actions), one.clock, one.graph)
    return begun


def _begins(one: _Question) -> Predicate:
    """Where the promise is made."""
    if isinstance(one.asked, LeadsTo):
        return predicate(one.successors.layout, one.asked.p)
    starts = frozenset(one.search.starts)

    def at_the_start(packed: int) -> bool:
        return packed in starts

    return at_the_start


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
        return Answer(
            one.name, Verdict.VACUOUS, one.asked.about, witnesses=0, why="no state satisfies its premise",
            fairness=tuple(_plain(one.asked.fair)),
        )  # fmt: skip
    return Answer(
        one.name, Verdict.HOLDS, one.asked.about, witnesses=begun, fairness=tuple(_needed(one)), waiting=waits,
        without=_without(one, begun),
    )  # fmt: skip


def _without(one: _Question, begun: int) -> Answer | None:
    """The answer without any fairness, where there is some."""
    if not one.asked.fair:
        return None
    stop = lasso(one.graph, Demands(), ())
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
        yield FairnessUse(str(fair.what), fair.strength, needed, enough)


def _breakable(one: _Question, demands: Demands) -> bool:
    return next(iter(fair_parts(one.graph, demands, one.clock)), None) is not None


def _plain(fair: Iterable[Fairness]) -> Iterable[FairnessUse]:
    return (FairnessUse(str(one.what), one.strength) for one in fair)


def _cut(one: _Question, seen: int) -> Answer:
    left = f"{count(len(one.graph.packed), 'state')} seen in which it is waited for"
    if seen:
        left = f"all {count(seen, 'state')} in which it is waited for were seen, not every loop among them"
    return _open(one, None, f"cut short by the time limit: {left}")


def _open(one: _Question, begun: int | None, why: str) -> Answer:
    return Answer(
        one.name, Verdict.NOT_ESTABLISHED, one.asked.about, witnesses=begun, why=why,
        fairness=tuple(_plain(one.asked.fair)), waiting=len(one.graph.packed),
    )  # fmt: skip
