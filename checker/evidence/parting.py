"""The shortest schedule on which two systems part: the same happens to both, and an end does something else.

Both are stepped through side by side by the reference interpreter, breadth first over pairs of their configurations,
as bisimulation is checked (Milner 1980).  A step parts them where it can be taken in one alone, or where an end enters
another state or sends something else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from checker.reference.interpreter import Interpreter, Move
from checker.reference.replay import packets, step_of
from checker.results.runs import Action, Packet, Step
from checker.rows.configuration import Configuration
from checker.rows.wording import Wording
from spec.notation.nodes import End
from spec.notation.systems import ENDS, System

MOST_PAIRS = 3_000
"""Pairs of configurations that are looked at."""

Happening = tuple[End, Action, str, Packet | None]
Both = tuple[Configuration, Configuration]


@dataclass(frozen=True, slots=True)
class Parting:
    """Where two systems part."""

    common: tuple[Step, ...] = ()
    """What happens before, as the first takes it; the other does the same."""
    here: Step | None = None
    """The step that parts them, in the first; None where it cannot happen there, or where they do not part."""
    there: Step | None = None
    pairs: int = 0
    """How many pairs of configurations were looked at; none where the two start in different states."""
    complete: bool = False
    """Whether these were all, so that systems that do not part never do."""

    @property
    def found(self) -> bool:
        """Whether they part."""
        return self.here is not None or self.there is not None


def parting(one: System, other: System, most: int = MOST_PAIRS) -> Parting:
    """The shortest schedule on which the two part; SpecError where a table asks for what a system has not."""
    return _Together(_Side(Interpreter(one)), _Side(Interpreter(other)), most).parting()


@dataclass(frozen=True, slots=True)
class _Side:
    interpreter: Interpreter

    def happenings(self, at: Configuration) -> Mapping[Happening, list[Move]]:
        """What may happen, each with the ways in which it can: with one number drawn or another."""
        found: dict[Happening, list[Move]] = {}
        for move in self.interpreter.moves(at):
            if move.after is not None:
                packet, _ = packets(self.words, move)
                found.setdefault((move.end, move.action, move.event, packet), []).append(move)
        return found

    @property
    def words(self) -> Wording:
        return Wording(self.interpreter.frames)

    def step(self, at: Configuration, move: Move) -> Step:
        assert move.after is not None
        return step_of(self.words, move, self.words.point(at), self.words.point(move.after))

    def seen(self, move: Move) -> object:
        """What can be seen of a step from outside: the states entered, and what is sent."""
        assert move.after is not None
        return self.states(move.after), packets(self.words, move)[1]

    def states(self, at: Configuration) -> tuple[str, ...]:
        """The states of the two ends."""
        return tuple(self.interpreter.frames[end].states[at.local(end).state] for end in ENDS)


@dataclass(slots=True)
class _Together:
    one: _Side
    other: _Side
    most: int
    met: dict[Both, tuple[Both, Step] | None] = field(default_factory=dict[Both, "tuple[Both, Step] | None"])
    """How each pair of configurations was met first."""

    def parting(self) -> Parting:
        start = (self.one.interpreter.start(), self.other.interpreter.start())
        if self.one.states(start[0]) != self.other.states(start[1]):
            return Parting()
        self.met[start] = None
        queue = [start]
        for at in queue:  # it grows
            parted = self._next(at, queue)
            if parted is not None:
                return Parting(self._before(at), *parted, pairs=len(self.met))
        return Parting(pairs=len(self.met), complete=len(self.met) < self.most)

    def _next(self, at: Both, queue: list[Both]) -> tuple[Step | None, Step | None] | None:
        """The step that parts them here; None where none does, and the pairs it leads to are queued."""
        mine, theirs = self.one.happenings(at[0]), self.other.happenings(at[1])
        for happening in dict.fromkeys([*mine, *theirs]):
            ways, others = mine.get(happening, []), theirs.get(happening, [])
            left = {self.other.seen(move): move for move in reversed(others)}
            for move in ways:
                match = left.pop(self.one.seen(move), None)
                if match is None:
                    return self.one.step(at[0], move), _first(self.other, at[1], others)
                self._meet(at, move, match, queue)
            if left:
                return _first(self.one, at[0], ways), _first(self.other, at[1], list(left.values()))
        return None

    def _meet(self, at: Both, move: Move, match: Move, queue: list[Both]) -> None:
        assert move.after is not None
        assert match.after is not None
        both = (move.after, match.after)
        if both not in self.met and len(self.met) < self.most:
            self.met[both] = (at, self.one.step(at[0], move))
            queue.append(both)

    def _before(self, at: Both) -> tuple[Step, ...]:
        steps: list[Step] = []
        while (came := self.met[at]) is not None:
            at, step = came
            steps.append(step)
        return tuple(reversed(steps))


def _first(side: _Side, at: Configuration, moves: Sequence[Move]) -> Step | None:
    return side.step(at, moves[0]) if moves else None
