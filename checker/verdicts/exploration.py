"""What exploring a system found: counts, verdicts, traces, the graph."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import NoReturn

from checker.knowledge.needed import asks_knowledge
from checker.languages.counts import count
from checker.packed.successors import Successors
from checker.results.answers import Answer, Coverage, Verdict
from checker.results.graphs import Mark
from checker.results.notebooks import in_a_notebook
from checker.results.runs import Trace
from checker.search.breadth_first import Search
from checker.search.clock import Clock
from checker.search.native.take_over import TakeOver
from checker.search.reachable_graph import ReachableGraph
from checker.search.truth import places_true
from checker.verdicts.coverage import coverage
from checker.verdicts.defaults import in_force
from checker.verdicts.outgrown import OfPairs
from checker.verdicts.pickling import pickled, unpickled
from checker.verdicts.plan import Plan
from checker.verdicts.what_is_large import Large, large_states
from spec.notation.errors import SpecError
from spec.notation.formulas import Bool
from spec.notation.formulas_of import same_question
from spec.notation.properties import Always, Cheapest, Property, Sometimes


class Exploration:
    """The result of a plan that was carried out: counts, verdicts, traces, the graph.

    ``native``: the engine that took over in the middle, or would have; None where it was not to.
    ``clock``: the time that was left for what comes after the search.
    ``of_pairs``: what is known of the states that were not met, where verdicts rest on pairs of local states.
    """

    def __init__(
        self,
        plan: Plan,
        search: Search,
        native: TakeOver | None,
        clock: Clock,
        answers: Mapping[str, Answer],
        of_pairs: OfPairs | None = None,
    ) -> None:
        self.plan, self.of_pairs = plan, of_pairs
        self.system, self.properties, self.name = plan.system, plan.properties, plan.name
        self.worlds, self.tables, self.knowing = plan.worlds, plan.tables, plan.knowing
        self.search, self.native, self.clock, self.answers = search, native, clock, answers

    def __reduce__(self) -> tuple[Callable[[str, bytes], Exploration], tuple[str, bytes]]:
        """How it is pickled (:mod:`checker.verdicts.pickling`)."""
        kept = pickled(self.plan, self.search, self.native, self.clock, self.answers, self.of_pairs)
        return restored, (self.name, kept)

    @property
    def successors(self) -> Successors:
        """The transitions that were searched.  TooManyMessages where nothing could be."""
        return self.plan.successors

    @property
    def pairs(self) -> int:
        """How many pairs of local states the verdicts rest on; 0: on the states that were met."""
        return 0 if self.of_pairs is None else self.of_pairs.number

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
        """Whether every reachable state was met, within the model's own bounds."""
        return self.search.complete

    @property
    def cut(self) -> str:
        """What cut the search short, in words; empty where it is complete."""
        return self.search.cut

    @property
    def interrupted(self) -> bool:
        """Whether somebody pressed Ctrl-C, in the search or while it was decided."""
        return self.search.interrupted or self.clock.interrupted

    @property
    def seconds(self) -> float:
        """How long the search took."""
        return self.search.seconds

    def __bool__(self) -> NoReturn:
        raise SpecError("what was explored is neither true nor false: ask it .holds(PROPERTY) or .violates(PROPERTY)")

    def answer(self, asked: Property | str) -> Answer:
        """The answer to one property, given by itself or by name."""
        return self._telling(self._answer(asked))

    def _answer(self, asked: Property | str) -> Answer:
        return self.answers[self._name_of(asked)]

    def question(self, asked: Property | str) -> Property:
        """The property that was explored, given by itself or by name; SpecError where there is none."""
        return self.properties[self._name_of(asked)]

    def _name_of(self, asked: Property | str) -> str:
        for name, one in self.properties.items():
            if one is asked or name == asked:
                return name
        if not isinstance(asked, str):  # a result that was pickled has copies of its properties
            alike = [name for name, one in self.properties.items() if same_question(one, asked)]
            if len(alike) == 1:
                return alike[0]
        asked_for = asked if isinstance(asked, str) else asked.about
        explored = ", ".join(self.properties) or "none"
        raise SpecError(f"'{asked_for}' was not among the properties explored: {explored} (or give the property)")

    def holds(self, asked: Property | str) -> Answer:
        """The answer to a property: true only if it was established to hold, or to be possible."""
        return self.answer(asked)

    def violates(self, asked: Property | str, steps: int | None = None) -> Answer:
        """True only if the property was refuted; with ``steps``, by a shortest run of so many steps."""
        answer = self._answer(asked)
        refuted = answer.verdict in (Verdict.VIOLATED, Verdict.IMPOSSIBLE)
        return self._telling(Refutation.of(answer, refuted and steps in (None, answer.steps)))

    def _telling(self, answer: Answer) -> Answer:
        listener = in_force().listener
        if listener is not None:
            listener.asked(answer, self)
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
        if self.of_pairs is not None:
            return self.of_pairs.coverage
        return coverage(self.successors, self.search, self.clock)

    @cached_property
    def large(self) -> tuple[Large, ...]:
        """What makes it so large that it was cut short; nothing where it was not."""
        if self.complete or self.pairs:
            return ()
        if self.of_pairs is not None:
            return self.of_pairs.large
        of_states = large_states(self.successors.layout, self.search.order)
        return (of_states,) if of_states.left else ()

    @cached_property
    def graph(self) -> ReachableGraph:
        """The reachable graph, with the start, the goals and the violations marked."""
        return ReachableGraph(self.name, self.successors, self.search, self._marks)

    def _marks(self) -> dict[int, Mark]:
        goals, violated = self.marking()
        marks: dict[int, Mark] = {state: "goal" for one in goals.values() for state in self.places(one)}
        marks.update({state: "violation" for one in violated.values() for state in self.places(one)})
        return marks

    def marking(self) -> tuple[dict[str, Bool], dict[str, Bool]]:
        """What marks a state of the graph as a goal, and what as a violation, by the property that says so."""
        goals: dict[str, Bool] = {}
        violated: dict[str, Bool] = {}
        for name, one in self.properties.items():
            verdict = self.answers[name].verdict
            if asks_knowledge(one) and verdict is Verdict.NOT_ESTABLISHED:
                continue  # a run that was not seen might take the knowledge away
            if isinstance(one, Sometimes | Cheapest):
                goals[name] = one.formula if isinstance(one, Sometimes) else one.goal
            elif isinstance(one, Always) and verdict is Verdict.VIOLATED:
                violated[name] = ~one.formula
        return goals, violated

    def places(self, formula: Bool) -> Iterator[int]:
        """Every state in which the formula is true, nearest first; it takes the time that it takes."""
        for some in places_true(self.search.order, self.successors.layout, formula, Clock(), "states looked at"):
            yield from some

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return in_a_notebook("exploration", self)

    def __repr__(self) -> str:
        if self.pairs:
            return f"<{count(self.pairs, 'pair')} of local states>"
        ending = "complete" if self.complete else f"cut short by {self.cut}"
        return f"<{count(self.states, 'state')}, {count(self.transitions, 'transition')}, {ending}>"


def uninterrupted(found: Exploration) -> Exploration:
    """What was found.  KeyboardInterrupt where Ctrl-C ended the search."""
    if found.interrupted:
        raise KeyboardInterrupt
    return found


def restored(name: str, octets: bytes) -> Exploration:
    """A result that was pickled.  SpecError where its machines are not there, or not what they were."""
    kept = unpickled(name, octets)
    return Exploration(kept.plan(), kept.search, kept.native, kept.clock, kept.answers, kept.of_pairs)


@dataclass(frozen=True, slots=True, repr=False)
class Refutation(Answer):
    """An answer that is true where the property was refuted as asked."""

    as_asked: bool = False

    @classmethod
    def of(cls, answer: Answer, as_asked: bool) -> Refutation:
        """The answer, true or not."""
        return cls(**{one.name: getattr(answer, one.name) for one in fields(answer)}, as_asked=as_asked)

    def __bool__(self) -> bool:
        return self.as_asked
