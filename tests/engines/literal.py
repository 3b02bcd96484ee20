"""An engine too slow to be wrong: breadth first over unpacked configurations, each verdict by its definition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from checker.packed.predicates import ghosts_in
from checker.reference.formulas import true_in
from checker.reference.interpreter import Interpreter, Move
from checker.results.answers import Verdict
from checker.rows.configuration import Configuration
from checker.verdicts.vacuity import trivial
from checker.verdicts.whatever import ranges_of
from spec.notation import (
    Always,
    AlwaysPossible,
    Bool,
    Chance,
    Cheapest,
    Eventually,
    LeadsTo,
    NeverStuck,
    Property,
    Sometimes,
    System,
)
from spec.notation.ends import peer
from spec.notation.formulas_of import formulas
from spec.notation.nodes import End
from spec.notation.rows import Row
from spec.notation.systems import ENDS
from tests.engines.literal_premises import premises
from tests.engines.literal_promises import promised

Judgement = tuple[Verdict, int | None, int | None]
"""Verdict, steps, cost."""


@dataclass
class Literally:
    """Every configuration with its distance from the start, and every move followed."""

    interpreter: Interpreter
    depths: dict[Configuration, int]
    moves: dict[Configuration, list[Move]] = field(default_factory=dict[Configuration, list[Move]])
    """Those that were followed, for each configuration that was expanded."""
    cut_at: set[Configuration] = field(default_factory=set[Configuration])
    """Configurations in which a bound of the search cuts something off."""
    cuts: set[str] = field(default_factory=set[str])
    complete: bool = True

    def never_fired(self) -> frozenset[str]:
        """Every row that fired in no transition, though its event may happen."""
        fired = {(end, row.name) for moves in self.moves.values() for move in moves for end, row in _fired(move)}
        system = self.interpreter.system
        rows = [(end, row) for end in ENDS for row in system.machine(end).rows if system.limit(end, row.on) != 0]
        return frozenset(f"{end}.{row.name}" for end, row in rows if (end, row.name) not in fired)

    def judge(self, asked: Property) -> Judgement:
        """The verdict on a property."""
        found = self._judged(asked)
        if found[0] is not Verdict.HOLDS:
            return found
        wanted = [one for part in formulas(asked) for one in premises(part)]
        wanted += [asked.reached.formula] if isinstance(asked, Always) else []
        says_something = all(map(self.where, wanted)) and not trivial(asked, ranges_of(self.interpreter.frames))
        return found if says_something else (Verdict.VACUOUS, None, None)

    def _judged(self, asked: Property) -> Judgement:
        match asked:
            case Sometimes():
                return self._nearest(self.where(asked.formula), Verdict.POSSIBLE, Verdict.IMPOSSIBLE)
            case Always():
                return self._nearest(self.where(~asked.formula), Verdict.VIOLATED, Verdict.HOLDS)
            case NeverStuck():
                return self._never_stuck(asked)
            case AlwaysPossible():
                return self._always_possible(asked)
            case Cheapest():
                return self._cheapest(asked)
            case LeadsTo() | Eventually():
                return promised(self, asked), None, None
            case Chance():
                raise NotImplementedError("chances are held to closed formulas, not to a second engine")

    def where(self, formula: Bool) -> list[Configuration]:
        """Every configuration in which the formula is true."""
        system, frames = self.interpreter.system, self.interpreter.frames
        return [at for at in self.depths if true_in(formula, system, frames, at)]

    def _nearest(self, places: Iterable[Configuration], found: Verdict, otherwise: Verdict) -> Judgement:
        near = min((self.depths[at] for at in places), default=None)
        if near is not None:
            return found, near, None
        return (otherwise if self.complete else Verdict.NOT_ESTABLISHED), None, None

    def _never_stuck(self, asked: NeverStuck) -> Judgement:
        done = set(self.where(asked.done))
        still = [at for at, moves in self.moves.items() if not moves and at not in done]
        uncertain = any(at in self.cut_at for at in still)
        otherwise = Verdict.NOT_ESTABLISHED if uncertain else Verdict.HOLDS
        return self._nearest([at for at in still if at not in self.cut_at], Verdict.VIOLATED, otherwise)

    def _always_possible(self, asked: AlwaysPossible) -> Judgement:
        asked_at = set(self.depths if asked.where is None else self.where(asked.where))
        can = self._can_reach(set(self.where(asked.goal)))
        perhaps = self._can_reach({at for at in self.depths if at not in self.moves} | self.cut_at)
        lost = asked_at - can
        if lost and not lost - perhaps:
            return Verdict.NOT_ESTABLISHED, None, None
        return self._nearest(lost - perhaps, Verdict.VIOLATED, Verdict.HOLDS if asked_at else Verdict.VACUOUS)

    def _can_reach(self, goals: set[Configuration]) -> set[Configuration]:
        found, size = set(goals), -1
        while size != len(found):
            size = len(found)
            found |= {at for at, moves in self.moves.items() if any(move.after in found for move in moves)}
        return found

    def _cheapest(self, asked: Cheapest) -> Judgement:
        paid = {self.interpreter.start(): (0, 0)}
        changed = True
        while changed:
            changed = False
            for at, moves in self.moves.items():
                for move in moves if at in paid else ():
                    price = (paid[at][0] + len(move.sent) + len(move.peer_sent), paid[at][1] + 1)
                    assert move.after is not None
                    if price < paid.get(move.after, (price[0] + 1, 0)):
                        paid[move.after], changed = price, True
        best = min((paid[at] for at in self.where(asked.goal) if at in paid), default=None)
        if best is not None:
            return Verdict.POSSIBLE, best[1], best[0]
        return (Verdict.IMPOSSIBLE if self.complete else Verdict.NOT_ESTABLISHED), None, None


def _fired(move: Move) -> list[tuple[End, Row]]:
    return [*((move.end, row) for row in move.fired), *((peer(move.end), row) for row in move.peer_fired)]


def literally(system: System, properties: Sequence[Property], max_states: int | None = None) -> Literally:
    """Every configuration that can be reached; at most so many, if a bound is given."""
    interpreter = Interpreter(system, ghosts_in([formula for one in properties for formula in formulas(one)]))
    start = interpreter.start()
    found = Literally(interpreter, {start: 0})
    queue = [start]
    for at in queue:  # grows while it is read
        if max_states is not None and len(found.depths) > max_states:
            found.complete = False
            return found
        every = interpreter.moves(at)
        found.moves[at] = [move for move in every if move.after is not None]
        cut = {move.cut for move in every if move.after is None}
        found.cuts |= cut
        if cut:
            found.cut_at.add(at)
        for move in found.moves[at]:
            if move.after is not None and move.after not in found.depths:
                found.depths[move.after] = found.depths[at] + 1
                queue.append(move.after)
    return found
