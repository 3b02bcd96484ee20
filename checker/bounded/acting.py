"""What one end does in a step: the paths of its relation that can ever be taken, put together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from checker.bounded.cells import Cells
from checker.bounded.codes import Codes
from checker.configuration import EndFrame
from checker.keys import unmixed
from checker.layout import Layout
from checker.relation.paths import EndRelation, Path
from spec.notation.nodes import Var
from spec.notation.rows import TICK, Arrival, Event

MILLISECONDS = 100
"""The solver's time for whether a path can be taken at all; one of which it is not sure is kept."""


@dataclass(frozen=True)
class Live:
    """A path that some message and some variables take, with its event and control state."""

    event: Event
    state: int
    path: Path
    taken: Any
    """That the end is in the state, the event happens, and the guard holds."""


class Acting:
    """One end in a step.  ``happens`` says of each event whether it happens in the step, once all are known."""

    def __init__(self, frame: EndFrame, cells: Cells) -> None:
        self.frame, self.end = frame, frame.end
        self.relation = EndRelation(frame, f"{frame.end}.")
        self.solver, self.codes = self.relation.solver, Codes(self.relation)
        start = frame.start()
        bits = max(1, (len(frame.states) - 1).bit_length())
        self.state = cells.add(f"{frame.end}.state", bits, start.state)
        self.variables: dict[Var, str] = {}
        for var, value in zip(frame.slots, start.values, strict=True):
            if var in self.relation.variables:
                symbol = self.relation.variables[var]
                assert isinstance(value, int)
                cells.add(str(symbol), symbol.size(), value)
                self.variables[var] = str(symbol)
        self.received = cells.choice(self.codes.symbol(f"{frame.end} receives"))
        self.relation.fields = self.codes.fields(self.received)
        self.lives: Sequence[Live] = ()
        self._cells = cells
        self._histories: dict[Var, dict[tuple[int, ...], str]] = {}
        self._within_state: dict[int, Any] = {}

    def remember(self, layout: Layout, kept: Mapping[Var, Sequence[int]]) -> None:
        """A cell for each tuple that each history variable may ever remember."""
        for var, keys in kept.items():
            tuples = [unmixed(key, layout.sizes(var)) for key in keys]
            self._histories[var] = {one: f"{self.end}.{var.name}{one}" for one in tuples}
            for name in self._histories[var].values():
                self._cells.add(name, 0, 0)

    def remembered(self, var: Var) -> Mapping[tuple[int, ...], str]:
        """The cell of each tuple that a history variable may remember."""
        return self._histories[var]

    def known(self, values: Mapping[int, Mapping[Var, Sequence[int]]]) -> None:
        """Take the values that each variable may have in each control state; a state that is not there is never met."""
        z = self.solver
        self._within_state = {
            state: z.And([self._one_of(self.relation.variables[var], numbers) for var, numbers in sets.items()])
            for state, sets in values.items()
        }

    def _one_of(self, symbol: Any, numbers: Sequence[int]) -> Any:
        if len(numbers) == 1 << symbol.size():
            return self.solver.BoolVal(True)
        return self.solver.Or([symbol == number for number in numbers])

    def plausible(self) -> Any:
        """What is true of the end in every configuration that can be met."""
        z = self.solver
        if not self._within_state:
            return z.BoolVal(True)
        return z.Or([z.And(self.state == state, holds) for state, holds in self._within_state.items()])

    def live(self, happens: Mapping[Event, Any], messages: Sequence[Any] | None) -> None:
        """Work out which paths can ever be taken; ``messages``: the codes that may ever arrive, None where any may."""
        self.lives = list(self._live(happens, messages))
        for live in self.lives:
            for chosen in live.path.chosen:
                if not any(chosen.symbol.eq(one) for one in self._cells.choices):
                    self._cells.choice(chosen.symbol)

    def _live(self, happens: Mapping[Event, Any], messages: Sequence[Any] | None) -> Iterator[Live]:
        z, asked = self.solver, self.solver.SimpleSolver()
        asked.set("timeout", MILLISECONDS)
        if messages:
            asked.add(z.Or([self.received == code for code in messages]))
        reached, todo = {self.frame.start().state}, [self.frame.start().state]
        while todo:
            state = todo.pop()
            asked.push()
            asked.add(self._within_state.get(state, not self._within_state))
            for event in happens:
                if isinstance(event, Arrival) and messages is not None and not messages:
                    continue
                of_kind = self.codes.is_of(self.received, event.message) if isinstance(event, Arrival) else True
                for path in self.relation.paths(event, state):
                    here = z.simplify(z.And(of_kind, path.guard))
                    if not path.fired and not path.cut and not isinstance(event, Arrival) and event != TICK:
                        continue
                    if z.is_false(here) or str(asked.check(here)) == "unsat":
                        continue
                    within = tuple(one for one in path.within if str(asked.check(here, z.Not(one.holds))) != "unsat")
                    path = replace(path, guard=here, within=within)
                    yield Live(event, state, path, z.And(self.state == state, happens[event], here))
                    if not path.cut and path.state not in reached:
                        reached.add(path.state)
                        todo.append(path.state)
            asked.pop()

    @cached_property
    def _moving(self) -> list[Live]:
        return [live for live in self.lives if live.path.fired and not live.path.cut]

    def legal(self) -> Any:
        """That what happens at the end can be followed: no bound is met, and the choice is one of the rule's."""
        z = self.solver
        kept = [live for live in self.lives if not live.path.cut]
        return z.Or([z.And(live.taken, *self._allowed(live.path), *self._within(live.path)) for live in kept])

    def _allowed(self, path: Path) -> list[Any]:
        z = self.solver
        return [z.Or([one.symbol == number for number in one.numbers or ()]) for one in path.chosen]

    def _within(self, path: Path) -> list[Any]:
        return [one.holds for one in path.within]

    def outside(self) -> Any:
        """That a row takes a number outside of its declared bounds."""
        z, checked = self.solver, [live for live in self.lives if live.path.within]
        wrong = [
            z.And(live.taken, *self._allowed(live.path), z.Not(z.And(*self._within(live.path)))) for live in checked
        ]
        return z.simplify(z.Or(wrong))

    def cut(self) -> Any:
        """That a bound of the search is met."""
        return self.solver.Or([live.taken for live in self.lives if live.path.cut])

    def fires(self) -> Any:
        """That a row fires."""
        return self.solver.Or([live.taken for live in self._moving])

    def may_act(self) -> Any:
        """Whether some call, timer or tick may fire a row, followed or not."""
        z = self.solver
        by_itself = [live for live in self.lives if not isinstance(live.event, Arrival)]
        able = [live for live in by_itself if live.path.fired or live.path.cut]
        return z.Or([z.And(self.state == live.state, live.path.guard) for live in able])

    def has_ticks(self) -> bool:
        """Whether a row may fire on a tick."""
        return any(live.event == TICK and (live.path.fired or live.path.cut) for live in self.lives)

    def step(self) -> None:
        """The end's cells after the step."""
        z, cells = self.solver, self._cells
        to = [(live, z.BitVecVal(live.path.state, self.state.size())) for live in self._moving]
        cells.next[f"{self.end}.state"] = self._merged(to, self.state)
        for var, name in self.variables.items():
            sets = [(live, live.path.sets[var]) for live in self._moving if var in live.path.sets]
            cells.next[name] = self._merged(sets, self.relation.variables[var])
        for var, names in self._histories.items():
            for values, name in names.items():
                cells.next[name] = z.Or(z.Bool(name), *self._remembers(var, values))

    def _remembers(self, var: Var, values: tuple[int, ...]) -> Iterator[Any]:
        z = self.solver
        for live in self._moving:
            for which, parts in live.path.remembers:
                if which == var:
                    same = [part == value for part, value in zip(parts, values, strict=True)]
                    yield z.And(live.taken, *same)

    def _merged(self, values: Sequence[tuple[Live, Any]], otherwise: Any) -> Any:
        """The value of the path that is taken; equal values stand once."""
        z = self.solver
        by_term: dict[int, tuple[Any, list[Any]]] = {}
        for live, term in values:
            simple = z.simplify(term)
            by_term.setdefault(simple.get_id(), (simple, []))[1].append(live.taken)
        found = otherwise
        for term, taken in by_term.values():
            if not term.eq(otherwise):
                found = z.If(z.Or(taken), term, found)
        return found

    def sends(self, codes: Codes) -> list[tuple[Any, Any]]:
        """The messages sent in the step, in order: whether there is one so far down, and its code."""
        z, found = self.solver, list[tuple[Any, Any]]()
        most = max((len(live.path.sends) for live in self._moving), default=0)
        for place in range(most):
            sending = [live for live in self._moving if len(live.path.sends) > place]
            terms = [(live, codes.code(*_sent(live.path, place))) for live in sending]
            present = z.Or([live.taken for live in sending])
            found.append((present, self._merged(terms[1:], z.simplify(terms[0][1]))))
        return found


def _sent(path: Path, place: int) -> tuple[Any, Any]:
    return path.sends[place].message, path.sends[place].values
