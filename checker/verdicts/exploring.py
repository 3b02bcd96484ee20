"""Explore a system: every reachable state, and a verdict for each property."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from checker.packed.successors import TooManyMessages
from checker.search.breadth_first import Limits, Search, Watch, search
from checker.search.clock import GRACE, LOOK_EVERY, Clock
from checker.search.memory import room, taken
from checker.verdicts.deciding import GraphDecider
from checker.verdicts.defaults import EngineName, in_force
from checker.verdicts.engines import engine_named, taking_over
from checker.verdicts.exploration import Exploration
from checker.verdicts.listed import listed
from checker.verdicts.outgrown import Outgrown, may_outgrow
from checker.verdicts.plan import NotListed, Plan, Properties, check_bounded, planned
from spec.notation.models import Model
from spec.notation.systems import System

if TYPE_CHECKING:
    from checker.search.checkpoints.keeper import Checkpoints

KEPT = 0.1
"""The part of a time limit that the search leaves to what comes after it."""
A_LITTLE = 1.1
"""So many times what the search took is left for what comes after it, whatever its bound was."""


def explore(
    system: System | Model,
    properties: Properties = (),
    *,
    max_states: int | None = None,
    max_depth: int | None = None,
    timeout: float | None = None,
    watch: Watch | None = None,
    worlds: Sequence[System] = (),
    engine: EngineName | None = None,
    memory: int | None = None,
    checkpoints: Checkpoints | None = None,
    whole: bool = False,
    small: int = 0,
) -> Exploration:
    """Every reachable state of a system, or of a model with its own properties, and the verdicts.

    A graph that outgrows 200,000 states is decided by pairs of local states, as far as they decide what is asked;
    ``whole``: every state is met all the same (:mod:`checker.verdicts.outgrown`).
    ``small``: so many states are met before the pairs are asked, in place of 200,000.
    A search cut short by a limit, a time-out (seconds) or Ctrl-C never establishes that a property holds.
    ``worlds``: other systems that it may be for all the ends know, in place of a model's own.
    ``memory``: the most octets that this process may have (None: most of what is free).
    ``checkpoints``: where the search is written down, and where it goes on (:mod:`checker.search.checkpoints`).
    ``engine``: who searches (:mod:`checker.verdicts.engines`); each finds the same.
    Limits and engine not given here are those in force (:mod:`checker.verdicts.defaults`).
    SpecError where a property asks for what the machines do not have.
    """
    begun = time.perf_counter()
    limits = replace(_limits(max_states, max_depth, timeout), memory=memory)
    by = engine_named(engine or in_force().engine)
    plan = planned(system, properties, worlds, _planning(limits, begun))
    found = run(plan, limits, by, begun, watch, checkpoints, whole=whole, small=small)
    listener = in_force().listener
    if listener is not None:
        listener.explored(found)
    return found


def run(
    plan: Plan,
    limits: Limits,
    engine: EngineName,
    begun: float,
    watch: Watch | None = None,
    checkpoints: Checkpoints | None = None,
    *,
    whole: bool = False,
    small: int = 0,
) -> Exploration:
    """The plan carried out: searched, and each property decided.  ``begun``: when the time limit began to run.

    ``small``: so many states are met before the bounds are asked, in place of 200,000.
    """
    asks = not whole and checkpoints is None and may_outgrow(plan, limits)
    outgrown = Outgrown(plan, limits, begun, small) if asks else None
    if isinstance(plan.searched, TooManyMessages):
        if isinstance(plan.searched, NotListed):
            outgrown = outgrown or Outgrown(plan, limits, begun)
        if outgrown is not None:
            return _without_graph(plan, plan.searched, outgrown, limits, begun)
        if whole:
            plan = listed(plan, plan.searched, _listing(limits, begun))
    check_bounded(plan.successors, limits)
    keeper = None if checkpoints is None else checkpoints.of(plan.successors, plan.name)
    native = taking_over(engine, plan.successors)
    found = search(plan.successors.of, plan.starts, _before(limits, begun), watch, native, keeper or outgrown)
    clock = _deciding(limits, begun, found)
    if plan.knowing is not None:
        plan.knowing.search, plan.knowing.clock = found, clock
    if outgrown is not None and outgrown.enough:
        return Exploration(plan, found, native, clock, outgrown.answers(), outgrown.of_pairs())
    answers = GraphDecider(plan.successors, found, limits, clock).every(plan.properties)
    return Exploration(plan, found, native, clock, answers if outgrown is None else outgrown.better(answers))


def _without_graph(
    plan: Plan, refused: TooManyMessages, outgrown: Outgrown, limits: Limits, begun: float
) -> Exploration:
    """The plan carried out by the bounds alone: the whole graph cannot be had.  TooManyMessages where nor can they."""
    why = str(refused) if isinstance(refused, NotListed) else "too many messages to be listed"
    found = Search([], cut=why)
    clock = _deciding(limits, begun, found)
    if limits.states is not None:  # no more pairs either
        clock.looks = limits.states // LOOK_EVERY
    if outgrown.ask(clock).refused:
        raise refused
    clock.looks = None
    found.interrupted, found.seconds = clock.interrupted, time.perf_counter() - begun
    return Exploration(plan, found, None, clock, outgrown.answers(), outgrown.of_pairs())


def _planning(limits: Limits, begun: float) -> Clock:
    """Half of the time, in which it is listed which messages there may be; the rest is for the bounds or the search."""
    clock = Clock(memory=limits.memory or room())
    if limits.seconds is not None:
        clock.deadline, clock.why = begun + limits.seconds / 2, f"the bound of {limits.seconds:g} s"
    return clock


def _listing(limits: Limits, begun: float) -> Clock:
    """Half of the time, in which it is listed which messages there are; no more pairs are looked at than states."""
    deadline = None if limits.seconds is None else begun + limits.seconds / 2
    looks = None if limits.states is None else limits.states // LOOK_EVERY + 1
    return Clock(deadline, memory=limits.memory or room(), looks=looks)


def _limits(states: int | None, depth: int | None, seconds: float | None) -> Limits:
    orders = in_force()
    return Limits(
        orders.max_states if states is None else states,
        orders.max_depth if depth is None else depth,
        orders.timeout if seconds is None else seconds,
    )


def _before(limits: Limits, begun: float) -> Limits:
    """The limits of the search: not all of the time, of which some is gone already."""
    if limits.seconds is None:
        return limits
    return replace(limits, kept=KEPT * limits.seconds + time.perf_counter() - begun)


def _deciding(limits: Limits, begun: float, found: Search) -> Clock:
    """The time and memory for what comes after the search: what is left, and at least a moment and a little."""
    clock = Clock(memory=room() if limits.memory is None else max(limits.memory, int(A_LITTLE * taken())))
    if found.interrupted:
        clock.interrupt()
    elif limits.seconds is not None:
        clock.deadline = max(begun + limits.seconds, time.perf_counter() + GRACE)
        clock.why = f"the bound of {limits.seconds:g} s"
    return clock
