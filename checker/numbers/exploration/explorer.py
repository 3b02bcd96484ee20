"""The reachable states for all 2^32 numbers at once.

A state is a configuration whose numbers are words, and the region of the numbers for which it is reached.  All states
of one depth are expanded together: what leads to the same configuration is put together first, and only the numbers for
which it was not reached before are followed.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from checker.numbers.assumptions import assumed
from checker.numbers.exploration.explored import Led, Symbolic, watched
from checker.numbers.exploration.lost_messages import Losing
from checker.numbers.exploration.reached import Known
from checker.numbers.exploration.states import PlacedState
from checker.numbers.exploration.successors import Successors
from checker.numbers.free_numbers import freed
from checker.numbers.regions import Regions
from checker.numbers.satisfiable import Oracle
from checker.numbers.solver import Solver
from checker.packed.predicates import ghosts_in
from checker.reference.interpreter import Interpreter
from checker.search.breadth_first import Progress, Watch
from checker.search.clock import Clock
from spec.notation.assumptions import Assumption
from spec.notation.formulas import Bool
from spec.notation.systems import System

MOST_STATES = 100_000
STEPS = 20
"""A search ends too after so many transitions for each state that it may look at."""
LOOKED = 100
"""A watch is told after so many states."""


def explore(
    system: System,
    formulas: Iterable[Bool],
    max_states: int = MOST_STATES,
    solver: Solver | None = None,
    given: Mapping[str, Assumption] | None = None,
    watch: Watch | None = None,
    clock: Clock | None = None,
) -> Symbolic:
    """Every state, for every choice of numbers that the assumptions leave.  Contradiction where they leave none.

    OutOfTime where the clock says so.
    """
    asked = list(formulas)
    free, bases = freed(system)
    ghosts = ghosts_in(asked)
    interpreter = Interpreter(free, ghosts)
    regions = Regions(Oracle(solver or Solver()))
    successors = Successors(interpreter, regions, watched(asked))
    left = tuple(assumed(free, bases, regions, given or {}))
    network = successors.network
    known, losing = Known(regions, network.dominance), Losing(successors.places, network.closed)
    found = Symbolic(interpreter, ghosts, bases, regions, successors, known, losing, left)
    level, telling = found.reach(_begin(found)), _Telling(found, watch, clock or Clock())
    while level and found.complete:
        telling.levels.append(len(level))
        led = _led(found, level, max_states, telling)
        level = found.reach(led) if found.complete else []
    return found


@dataclass
class _Telling:
    """Whoever watches is told how far the search has come."""

    found: Symbolic
    watch: Watch | None
    clock: Clock
    begun: float = field(default_factory=time.monotonic)
    levels: list[int] = field(default_factory=list[int])

    def tell(self, looked: int, led: int) -> None:
        """So many states of the depth have been looked at, and lead to so many."""
        if looked % LOOKED == 0:
            self.clock.look()
        if self.watch is not None and looked % LOOKED == 0:
            seconds, levels = time.monotonic() - self.begun, (*self.levels, led)
            states, transitions = len(self.found.order), self.found.transitions
            left = self.levels[-1] - looked + led
            self.watch(Progress(states, transitions, len(self.levels), left, seconds, levels))


def _begin(found: Symbolic) -> Mapping[PlacedState, list[Led]]:
    """Where the system starts, in each region that is left."""
    led: dict[PlacedState, list[Led]] = {}
    start = found.successors.places.at(found.interpreter.start())
    for region in found.left:
        at, fewest = found.canonical(start, region)
        led.setdefault(at, []).append(Led(fewest, -1, None))
    return led


def _led(found: Symbolic, level: Iterable[int], max_states: int, telling: _Telling) -> Mapping[PlacedState, list[Led]]:
    """Where the states of a depth lead; the search is cut short where there are too many."""
    led: dict[PlacedState, list[Led]] = {}
    for looked, place in enumerate(level):
        found.cut = _cut(found, len(led), max_states)
        if found.cut:
            break
        telling.tell(looked, len(led))
        at, region, _ = found.order[place]
        for after, where, happened in found.successors.of(at, region):
            found.transitions += 1
            written, fewest = found.canonical(after, where)
            if after != at and (written == after or found.known.fresh(after, (where,))):
                led.setdefault(written, []).append(Led(fewest, place, happened))
    return led


def _cut(found: Symbolic, led: int, max_states: int) -> str:
    """What ends the search now, if anything does."""
    if len(found.order) + led > max_states:
        return (
            f"cut short after {len(found.order):,} states: with those they lead to there are more than {max_states:,}"
        )
    if found.transitions > STEPS * max_states:
        most = f"{STEPS} transitions for each of {max_states:,} states"
        return f"cut short after {found.transitions:,} transitions: more than {most}"
    return ""
