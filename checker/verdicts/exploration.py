"""Explore a system: every reachable state, and a verdict for each property."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from checker.knowledge.needed import asks_knowledge, points
from checker.knowledge.points import Points
from checker.knowledge.unbounded import check_ends
from checker.packed.predicates import predicate
from checker.results import Answer, Coverage, Mark, Trace, Verdict, count
from checker.search.breadth_first import Limits, Search, Watch, search
from checker.search.clock import GRACE, Clock
from checker.search.memory import room, taken
from checker.search.native.take_over import TakeOver
from checker.search.reachable_graph import ReachableGraph
from checker.verdicts.coverage import coverage
from checker.verdicts.deciding import Decider
from checker.verdicts.defaults import EngineName, in_force
from checker.verdicts.engines import engine_named, taking_over
from spec.notation.errors import SpecError, shown
from spec.notation.formulas_of import formulas
from spec.notation.knowledge import WhoKnows
from spec.notation.models import Model
from spec.notation.properties import Always, Cheapest, Property, Sometimes
from spec.notation.systems import System
from spec.notation.worlds import check_said, check_worlds

if TYPE_CHECKING:
    from checker.search.checkpoints.keeper import Checkpoints

Properties = Sequence[Property] | Mapping[str, Property]


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
) -> Exploration:
    """Every reachable state of a system, or of a model with its own properties, and the verdicts.

    A search cut short by a limit, a time-out (seconds) or Ctrl-C never establishes that a property holds.
    ``worlds``: other systems that it may be for all the ends know, in place of a model's own.
    ``memory``: the most octets that this process may have (None: most of what is free).
    ``checkpoints``: where the search is written down, and where it goes on (:mod:`checker.search.checkpoints`).
    ``engine``: who searches (:mod:`checker.verdicts.engines`); each finds the same.
    Limits and engine not given here are those in force (:mod:`checker.verdicts.defaults`).
    SpecError where a property asks for what the machines do not have.
    """
    limits = replace(_limits(max_states, max_depth, timeout), memory=memory)
    by = engine_named(engine or in_force().engine)
    if isinstance(system, Model):
        named = system.properties if not properties else _named(properties)
        found = Exploration(
            system.system,
            named,
            limits,
            watch,
            system.name,
            worlds or system.worlds,
            system.tables,
            by,
            checkpoints,
        )
    else:
        found = Exploration(
            system,
            _named(properties),
            limits,
            watch,
            worlds=worlds,
            engine=by,
            checkpoints=checkpoints,
        )
    listener = in_force().listener
    if listener is not None:
        listener.explored(found)
    return found


def _limits(states: int | None, depth: int | None, seconds: float | None) -> Limits:
    orders = in_force()
    return Limits(
        orders.max_states if states is None else states,
        orders.max_depth if depth is None else depth,
        orders.timeout if seconds is None else seconds,
    )


KEPT = 0.1
"""The part of a time limit that the search leaves to what comes after it."""


A_LITTLE = 1.1
"""So many times what the search took is left for what comes after it, whatever its bound was."""


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


def _named(properties: Properties) -> Mapping[str, Property]:
    if isinstance(properties, Mapping):
        return properties
    for one in properties:
        if not isinstance(one, Property):
            raise SpecError(f"{shown(one)} was given to explore where a property is meant, such as Always(...)")
    return {one.about: one for one in properties}


class Exploration:
    """What exploring found: counts, verdicts, traces, the graph."""

    def __init__(
        self,
        system: System,
        properties: Mapping[str, Property],
        limits: Limits,
        watch: Watch | None = None,
        name: str = "",
        worlds: Sequence[System] = (),
        tables: Mapping[str, WhoKnows] = MappingProxyType({}),
        engine: EngineName = "auto",
        checkpoints: Checkpoints | None = None,
    ) -> None:
        begun = time.perf_counter()
        self.system, self.properties, self.name = system, properties, name or _name(system)
        self.worlds, self.tables = tuple(worlds), tables
        check_worlds(system, self.worlds)
        for one in properties.values():
            check_said((system, *self.worlds), formulas(one), str(one.place))
        asked = [f for one in properties.values() for f in formulas(one)]
        asked += [f for table in tables.values() for f in (table.along, *table.rows.values())]
        self.successors, starts, self.knowing = points((system, *self.worlds), asked)
        for one in properties.values():
            for formula in formulas(one):  # before the search, which may take its time
                predicate(self.successors.layout, formula, one.place)
        if isinstance(self.successors, Points) and self.successors.recall and limits == Limits():
            check_ends(self.successors)
        keeper = None if checkpoints is None else checkpoints.of(self.successors, self.name)
        self.native: TakeOver | None = taking_over(engine, self.successors)
        """The engine that took over in the middle, or would have; None where it was not to."""
        self.search = search(self.successors.of, starts, _before(limits, begun), watch, self.native, keeper)
        if self.knowing is not None:
            self.knowing.search = self.search
        self.clock = _deciding(limits, begun, self.search)
        """The time that is left for what comes after the search."""
        if self.knowing is not None:
            self.knowing.clock = self.clock
        self._decider = Decider(self.successors, self.search, limits, self.clock)
        self._answers = self._decider.every(properties)

    @property
    def engine(self) -> str:
        """Who searched, in the end."""
        return "python" if self.native is None or self.native.began is None else "native"

    @property
    def states(self) -> int:
        """How many states were reached."""
        return len(self.search.order)

    @property
    def transitions(self) -> int:
        """How many transitions were taken: one for each call, timer, and message delivered, repeated or lost."""
        return self.search.transitions

    @property
    def depth(self) -> int:
        """The largest number of steps that a shortest run to a state takes."""
        return self.search.depth

    @property
    def complete(self) -> bool:
        """Whether every reachable state was seen, within the model's own bounds."""
        return self.search.complete

    @property
    def interrupted(self) -> bool:
        """Whether somebody pressed Ctrl-C, in the search or while it was decided."""
        return self.search.interrupted or self.clock.interrupted

    @property
    def seconds(self) -> float:
        """How long the search took."""
        return self.search.seconds

    @property
    def answers(self) -> Mapping[str, Answer]:
        """The answer to each property, by name."""
        return self._answers

    def answer(self, asked: Property | str) -> Answer:
        """The answer to one property, given by itself or by name."""
        return self._telling(self._answer(asked))

    def _answer(self, asked: Property | str) -> Answer:
        for name, one in self.properties.items():
            if one is asked or name == asked:
                return self._answers[name]
        asked_for = asked if isinstance(asked, str) else asked.about
        raise SpecError(f"'{asked_for}' was not among the properties explored: {', '.join(self.properties) or 'none'}")

    def holds(self, asked: Property | str) -> Answer:
        """The answer to a property: true only if it was established to hold, or to be possible."""
        return self.answer(asked)

    def violates(self, asked: Property | str, steps: int | None = None) -> Answer:
        """True only if the property was refuted; with ``steps``, by a shortest run of so many steps."""
        answer = self._answer(asked)
        refuted = answer.verdict in (Verdict.VIOLATED, Verdict.IMPOSSIBLE)
        return self._telling(_Refutation.of(answer, refuted and steps in (None, answer.steps)))

    def _telling(self, answer: Answer) -> Answer:
        listener = in_force().listener
        if listener is not None:
            listener.asked(self, answer)
        return answer

    def trace(self, asked: Property | str) -> Trace:
        """The counterexample or witness of a property; SpecError where there is none."""
        answer = self._answer(asked)
        if answer.trace is None:
            raise SpecError(f"'{answer.property}' has no trace: it is {answer!r}")
        return answer.trace

    @cached_property
    def coverage(self) -> Coverage:
        """Which rows never fired, how many values each variable took, which bounds were met."""
        return coverage(self.successors, self.search, self.clock)

    @cached_property
    def graph(self) -> ReachableGraph:
        """The reachable graph, with the start, the goals and the violations marked."""
        return ReachableGraph(self.name, self.successors, self.search, self._marks())

    def _marks(self) -> dict[int, Mark]:
        marks: dict[int, Mark] = {}
        for name, one in self.properties.items():
            if asks_knowledge(one) and self._answers[name].verdict is Verdict.NOT_ESTABLISHED:
                continue  # a run that was not seen might take the knowledge away
            if isinstance(one, Sometimes | Cheapest):
                goal = one.formula if isinstance(one, Sometimes) else one.goal
                marks.update(dict.fromkeys(self._decider.places(goal), "goal"))
        for name, one in self.properties.items():
            if isinstance(one, Always) and self._answers[name].verdict is Verdict.VIOLATED:
                marks.update(dict.fromkeys(self._decider.places(~one.formula), "violation"))
        return marks

    def __repr__(self) -> str:
        ending = "complete" if self.complete else f"cut short by {self.search.cut}"
        return f"<{count(self.states, 'state')}, {count(self.transitions, 'transition')}, {ending}>"


class _Refutation(Answer):
    """An answer that is true where the property was refuted as asked."""

    __slots__ = ("_asked",)

    @classmethod
    def of(cls, answer: Answer, asked: bool) -> Answer:
        made = cls(**{name: getattr(answer, name) for name in Answer.__dataclass_fields__})
        object.__setattr__(made, "_asked", asked)
        return made

    def __bool__(self) -> bool:
        return bool(getattr(self, "_asked", False))


def _name(system: System) -> str:
    return f"{system.A.__name__} / {system.B.__name__}"
