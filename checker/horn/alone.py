"""Whether one end's rows make a formula true by themselves, whatever arrives: asked of Spacer, with no lemma given.

The other end and the network are anything; numbers never come around; of a guard only what it asks of some variables
counts, at first those of the formula, then those that they are compared with.  Each of these allows more steps than
there are, or, the second, numbers of another kind: what is found is true of whole numbers, and no proof for 32 bits.
Komuravelli, Gurfinkel and Chaki 2014; the projection is Graf and Saïdi's abstraction of 1997 in its simplest form.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Container, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from checker.configuration import frames
from checker.horn.integers import Integers
from checker.horn.projecting import Reading
from checker.horn.saying import Found, said
from checker.relation.paths import Path, of_words
from spec.notation import nodes
from spec.notation.nodes import Condition, End, Var
from spec.notation.systems import System

SECONDS = 10.0
"""Spacer's time for one question, where no other is given."""


@dataclass(frozen=True, slots=True)
class Alone:
    """What Spacer says of a formula.  ``found``: what it found to be true in each control state; empty: nothing."""

    end: End
    read: tuple[str, ...]
    """The variables that counted."""
    found: Sequence[Found]
    why: str
    """Where nothing was found, why."""
    seconds: float
    """Of processor time."""


def about_one_end(formula: Condition) -> End | None:
    """The end that a formula speaks of, where it is one alone and it reads no message, no history and no ghost."""
    ends: set[End] = set()
    for part in nodes.walk(formula):
        if isinstance(part, nodes.Field | nodes.Contains | nodes.InFlight):
            return None
        if isinstance(part, nodes.Of) and part.var.ghost:
            return None
        if isinstance(part, nodes.Of | nodes.InState):
            ends.add(part.end)
    return ends.pop() if len(ends) == 1 else None


class Horn:
    """The rows of a system's ends, each by itself, as clauses.  ``seconds``: Spacer's time for one formula."""

    def __init__(self, system: System, seconds: float = SECONDS) -> None:
        self.system, self.seconds = of_words(system), seconds
        self._clauses: dict[End, _Clauses] = {}

    def alone(self, formula: Condition) -> Alone:
        """Whether the rows of the end that a formula is about keep it true.  ValueError where there is no such end."""
        end = about_one_end(formula)
        if end is None:
            raise ValueError("the formula is not about one end")
        begun = time.process_time()
        if end not in self._clauses:
            self._clauses[end] = _Clauses(self.system, end)
        clauses = self._clauses[end]
        asked = clauses.relation.condition(formula)
        kept = clauses.read_by(asked)
        while True:
            for flags in (False, True):
                answer, found = clauses.ask(asked, kept, self.seconds - (time.process_time() - begun), flags=flags)
                if answer != "sat":
                    break
            more = clauses.compared_with(kept)
            if answer != "sat" or more == kept:
                break
            kept = more
        whys = {"sat": "these variables do not say enough", "unsat": ""}
        why = whys.get(answer, f"no answer in {self.seconds:g} s")
        return Alone(end, tuple(var.name for var in kept), found, why, time.process_time() - begun)


class _Clauses:
    """The rows of one end over whole numbers."""

    def __init__(self, system: System, end: End) -> None:
        self.relation = Integers(frames(system)[end], f"{end}.", any_number=True)
        self.z, self.frame = self.relation.solver, self.relation.frame
        self.reading = Reading(self.z)
        self.paths = [(place, path) for place, path in self._paths() if path.fired]
        self.compared = [self._comparisons(path) for _, path in self.paths]
        """For each path, what its guard compares with what."""

    def _paths(self) -> Iterator[tuple[int, Path]]:
        for event in self.relation.events:
            for place in range(len(self.frame.states)):
                for path in self.relation.paths(event, place):
                    yield place, replace(path, guard=self.z.simplify(path.guard))

    def _comparisons(self, path: Path) -> frozenset[frozenset[str]]:
        return frozenset(map(self.reading.names, self.reading.comparisons(path.guard)))

    def _of(self, some: Container[str]) -> tuple[Var, ...]:
        return tuple(var for var, symbol in self.relation.variables.items() if str(symbol) in some)

    def read_by(self, formula: Any) -> tuple[Var, ...]:
        """The variables that a formula reads."""
        return self._of(self.reading.names(formula))

    def compared_with(self, kept: tuple[Var, ...]) -> tuple[Var, ...]:
        """These, and those that a guard compares with one of them, or that become one."""
        now = {str(self.relation.variables[var]) for var in kept}
        more = set(now)
        for (_, path), compared in zip(self.paths, self.compared, strict=True):
            more.update(*(self.reading.names(path.sets[var]) for var in kept if var in path.sets))
            more.update(*(read for read in compared if read & now))
        return self._of(more)

    def ask(self, formula: Any, kept: tuple[Var, ...], seconds: float, *, flags: bool) -> tuple[str, Sequence[Found]]:
        """``sat``, ``unsat`` or ``unknown``; where it is ``unsat``, what was found.

        ``flags``: with what a guard asks of the fields of a segment that are neither compared with what is kept nor
        become it, as its control bits.
        """
        z, state = self.z, self.relation.state
        variables = [self.relation.variables[var] for var in kept]
        invariant = z.Function("invariant", *(one.sort() for one in (state, *variables)), z.BoolSort())
        engine = z.Fixedpoint()
        engine.set(engine="spacer", timeout=max(1, round(1000 * seconds)))
        engine.register_relation(invariant)
        for clause in self._rules(invariant, kept, variables, flags=flags):
            engine.add_rule(clause)
        wrong = z.And(invariant(state, *variables), z.Not(formula))
        try:
            answer = str(engine.query(z.Exists([state, *variables], wrong)))
        except z.Z3Exception:
            return "unknown", ()
        return answer, said(self.relation, variables, engine.get_answer()) if answer == "unsat" else ()

    def _rules(self, invariant: Any, kept: tuple[Var, ...], variables: Sequence[Any], *, flags: bool) -> Iterator[Any]:
        """The start, and each path as an implication; equal ones once."""
        z, begin, seen = self.z, self.frame.start(), set[int]()
        clauses: list[Any] = []  # an identity lasts as long as its clause
        values = dict(zip(self.frame.slots, begin.values, strict=True))
        yield invariant(*map(z.IntVal, (begin.state, *(values[var] for var in kept))))
        before = invariant(self.relation.state, *variables)
        for (place, path), compared in zip(self.paths, self.compared, strict=True):
            then = [path.sets.get(var, self.relation.variables[var]) for var in kept]
            left_out = self._others(kept)
            if not flags:
                left_out |= self._flags(left_out, then, compared)
            guard = self._guard(path, left_out)
            led = z.And(before, self.relation.state == place, *guard)
            clause = z.Implies(led, invariant(z.IntVal(path.state), *then))
            if clause.get_id() not in seen:
                seen.add(clause.get_id())
                clauses.append(clause)
                yield z.ForAll(self.reading.symbols(clause), clause)

    def _others(self, kept: tuple[Var, ...]) -> frozenset[str]:
        """The variables that are not kept."""
        return frozenset(str(symbol) for var, symbol in self.relation.variables.items() if var not in kept)

    def _flags(
        self, others: frozenset[str], then: Sequence[Any], compared: Collection[frozenset[str]]
    ) -> frozenset[str]:
        """The fields that are neither compared with what is kept nor become it."""
        fields = frozenset(map(str, self.relation.fields.values()))
        of_kept = [read for read in compared if read - fields - others]
        return fields.difference(*of_kept, *map(self.reading.names, then))

    def _guard(self, path: Path, left_out: frozenset[str]) -> list[Any]:
        """What follows from a path's guard without these, and that the fields that are read have values of theirs."""
        guard = self.reading.weaker(path.guard, left_out)
        read = self.reading.names(guard)
        return [guard, *(within for symbol, within in self.relation.arriving() if str(symbol) in read)]
