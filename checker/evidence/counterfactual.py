"""The same schedule taken by another system: step for step, to where the two part.

A schedule is what happens to an end, not what the end does: a call is made, a timer runs out, a message is delivered,
repeated or lost.  What each end then does is its table's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from checker.reference.formulas import true_in
from checker.reference.interpreter import Interpreter, Move
from checker.reference.replay import packets, step_of
from checker.results.runs import Packet, Step, Trace
from checker.rows.configuration import Configuration
from checker.rows.wording import Wording
from spec.notation.formulas import Bool
from spec.notation.liveness import Eventually, LeadsTo
from spec.notation.nodes import End, Var
from spec.notation.properties import AlwaysPossible, Cheapest, NeverStuck, Property, Sometimes
from spec.notation.systems import System

NO_GHOSTS: frozenset[tuple[End, Var]] = frozenset()
MORE = 6
"""Steps that the other system may go on for after the schedule, until what it sent has been answered."""
MOST = 2_000
"""Configurations that are looked at for the shortest way to what was asked for."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A step of the run, and what the other system does where the same happens to it."""

    here: Step
    there: Step | None
    """None where it cannot happen: the message was never sent, or the call is not to be made."""
    lacks: bool = False
    """Whether that is for want of the message, which is not in flight there."""

    @property
    def same(self) -> bool:
        """Whether both go to the same state, send the same, and fire the same rows."""
        if self.there is None:
            return False
        return _done(self.here) == _done(self.there)


@dataclass(frozen=True, slots=True)
class Beside:
    """A run, and the same schedule in another system."""

    pairs: tuple[Pair, ...]
    then: tuple[Step, ...]
    """How the other system goes on by itself: what it sent in the run is delivered."""
    arrives: bool | None = None
    """Whether the other system comes to what was asked for; None where that was not asked."""

    @property
    def parted(self) -> int | None:
        """The number of the step at which they part, from 1 on; None where they do not."""
        return next((number for number, pair in enumerate(self.pairs, start=1) if not pair.same), None)


def beside(
    trace: Trace, other: System, ghosts: frozenset[tuple[End, Var]] = NO_GHOSTS, asked: Property | None = None
) -> Beside:
    """The schedule of a trace, taken by another system as the reference interpreter reads it.

    ``asked``: where it asks that something can be reached, or is, the other system goes on to there.
    """
    return _Follower(Interpreter(other, ghosts), None if asked is None else _wanted(asked)).follow(trace)


def _wanted(asked: Property) -> Bool | None:
    """What a run must still be able to reach, if that is what the property asks; None where it asks something else."""
    match asked:
        case (
            Sometimes(formula=goal)
            | Cheapest(goal=goal)
            | AlwaysPossible(goal=goal)
            | NeverStuck(done=goal)
            | LeadsTo(q=goal)
            | Eventually(q=goal)
        ):
            return goal
        case _:
            return None


def schedule(interpreter: Interpreter, trace: Trace) -> tuple[Configuration, ...]:
    """The configurations that the schedule of a trace leads another system through; what cannot happen is left out."""
    follower, points = _Follower(interpreter), [interpreter.start()]
    for step in trace.steps:
        move = follower.likest(points[-1], step)
        if move is not None and move.after is not None:
            points.append(move.after)
    return tuple(points)


def _done(step: Step) -> tuple[object, ...]:
    """What an end does in a step: where it goes, what it sends, which rows fire."""
    after = step.after.end(step.end).state
    return after, step.sent, tuple(row.name for row in step.rows)


class _Follower:
    def __init__(self, interpreter: Interpreter, wanted: Bool | None = None) -> None:
        self.interpreter, self.words, self.wanted = interpreter, Wording(interpreter.frames), wanted
        self.sent: list[Packet] = []
        """What was sent since the start and has not been delivered."""

    def follow(self, trace: Trace) -> Beside:
        at, pairs = self.interpreter.start(), list[Pair]()
        for step in trace.steps:
            move = self.likest(at, step)
            there = None if move is None else self._step(at, move)
            pairs.append(Pair(step, there, move is None and self._lacks(at, step)))
            if move is not None and move.after is not None:
                at = move.after
        if self.wanted is None:
            return Beside(tuple(pairs), tuple(self._onwards(at)))
        way = self._to_what_is_wanted(at)
        arrives = bool(way) or self._is_wanted(at)
        return Beside(tuple(pairs), way if arrives else tuple(self._onwards(at)), arrives)

    def _lacks(self, at: Configuration, step: Step) -> bool:
        return step.packet is not None and step.packet not in self.words.point(at).in_flight

    def likest(self, at: Configuration, step: Step) -> Move | None:
        """The move that is the same thing happening; of those that draw other numbers the one that sends the same."""
        fit = [move for move in self._moves(at, step.end, step.action) if self._happens(move, step)]
        return min(fit, key=lambda move: packets(self.words, move)[1] != step.sent, default=None)

    def _happens(self, move: Move, step: Step) -> bool:
        packet, _ = packets(self.words, move)
        return move.event == step.event and packet == step.packet

    def _moves(self, at: Configuration, end: End, action: str) -> Iterator[Move]:
        for move in self.interpreter.moves(at):
            if move.after is not None and (move.end, move.action) == (end, action):
                yield move

    def _step(self, at: Configuration, move: Move) -> Step:
        assert move.after is not None
        step = step_of(self.words, move, self.words.point(at), self.words.point(move.after))
        if step.packet in self.sent and step.action in ("deliver", "duplicate"):
            self.sent.remove(step.packet)
        self.sent += [packet for packet in step.sent if packet not in self.sent]
        return step

    def _onwards(self, at: Configuration) -> Iterator[Step]:
        """Each message that was sent in the run, delivered in turn, as long as something comes of it."""
        for _ in range(MORE):
            move = self._answer(at)
            if move is None or move.after is None:
                return
            step = self._step(at, move)
            if step.changes() or step.sent:
                yield step
            at = move.after

    def _to_what_is_wanted(self, at: Configuration) -> tuple[Step, ...]:
        """The shortest way to what the property asks for; nothing where there is none, or it is not near."""
        if self.wanted is None or self._is_wanted(at):
            return ()
        came: dict[Configuration, tuple[Configuration, Move] | None] = {at: None}
        for one in (waiting := [at]):
            for move in sorted(self.interpreter.moves(one), key=lambda move: move.action == "lose"):
                if move.after is None or move.after in came or len(came) >= MOST:
                    continue
                came[move.after] = one, move
                if self._is_wanted(move.after):
                    return self._way(came, move.after)
                waiting.append(move.after)
        return ()

    def _is_wanted(self, at: Configuration) -> bool:
        assert self.wanted is not None
        return true_in(self.wanted, self.interpreter.system, self.interpreter.frames, at)

    def _way(
        self, came: Mapping[Configuration, tuple[Configuration, Move] | None], at: Configuration
    ) -> tuple[Step, ...]:
        steps: list[Step] = []
        while (before := came[at]) is not None:
            steps.append(self._step(*before))
            at, _ = before
        return tuple(reversed(steps))

    def _answer(self, at: Configuration) -> Move | None:
        for packet in self.sent:
            for action in ("duplicate", "deliver"):
                for move in self._moves(at, packet.to, action):
                    if move.fired and packets(self.words, move)[0] == packet:
                        return move
        return None


def never_taken(trace: Trace) -> tuple[Packet, ...]:
    """The messages in flight at the start that the run never delivers: it needs none of them."""
    taken = {step.packet for step in trace.steps if step.action in ("deliver", "duplicate")}
    return tuple(packet for packet in trace.start.in_flight if packet not in taken)


def rows_that_differ(one: System, other: System, ends: Iterable[End] = ("A", "B")) -> Sequence[str]:
    """``B.listen_syn``: the rows of one system's tables that are not those of the other's, in reading order."""
    found: list[str] = []
    for end in ends:
        theirs = {row.name: row for row in other.machine(end).declared}
        mine = {row.name: row for row in one.machine(end).declared}
        found += [f"{end}.{name}" for name, row in mine.items() if theirs.get(name) is not row]
        found += [f"{end}.{name}" for name in theirs if name not in mine]
    return found
