"""What one end does, as a table: from a local state and a message to a local state and the messages sent.

Local states and messages are numbered in the order in which they are met, so that nobody has to know beforehand which
there can be.  Sets of messages are integers with a bit for each; bit 0 stands for what needs no message, and is always
on (:data:`NO_MESSAGE`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from checker.packed.end_steps import EndSteps
from checker.packed.python_source import Step

NO_MESSAGE = 1
"""The bit of calls and timers, which need no message: it is on in every set."""


MOST_MESSAGES, MOST_LOCALS = 4096, 100_000
"""More messages to an end, and local states of it, are not numbered: sets would be slow, and these may have no end."""


class TooLarge(Exception):
    """An end has too many local states, or there are too many messages to it; the text says which."""


class Messages:
    """The messages towards one end that were met, each with its bit."""

    def __init__(self) -> None:
        self.keys: list[int] = [-1]
        """The key behind each bit; none behind bit 0."""
        self._bits: dict[int, int] = {}

    def bit(self, key: int) -> int:
        """The bit of a message."""
        known = self._bits.get(key)
        if known is None:
            if len(self.keys) > MOST_MESSAGES:
                raise TooLarge(f"there are more than {MOST_MESSAGES:,} different messages to an end")
            known = self._bits[key] = 1 << len(self.keys)
            self.keys.append(key)
        return known

    def set_of(self, keys: tuple[int, ...]) -> int:
        """The set of these messages."""
        found = 0
        for key in keys:
            found |= self.bit(key)
        return found

    def bits(self, some: int) -> Iterator[int]:
        """The bits of a set's messages, in the order of their keys."""
        listed: list[tuple[int, int]] = []
        some &= ~NO_MESSAGE
        while some:
            bit = some & -some
            some ^= bit
            listed.append((self.keys[bit.bit_length() - 1], bit))
        return (bit for _, bit in sorted(listed))


class LocalState(NamedTuple):
    """One end: its bits, and a mask of what its history variables remember."""

    bits: int
    kept: int


class Moved(NamedTuple):
    """What an end may do in a local state: any of some messages leads to the same local state and the same sending."""

    target: int
    needs: int
    """The messages of which one is needed, as a set; :data:`NO_MESSAGE` where none is."""
    sent: int
    """The messages sent, as a set."""
    cost: int
    """How many were sent."""


class _Row:
    """A local state's part of the table, as far as it is filled."""

    __slots__ = ("cut", "known", "moves", "resting")

    def __init__(self) -> None:
        self.known = 0
        self.moves: dict[tuple[int, int, int], int] = {}
        self.cut = 0
        self.resting = True


class EndTable:
    """One end's table, filled where it is looked at.

    ``shift``: local states are numbered in steps of so many bits, so that the numbers of several ends make up one.
    OutOfBounds where a row leaves the bounds of a counter; TooLarge.
    """

    def __init__(self, steps: EndSteps, ways: tuple[Messages, Messages], shift: int) -> None:
        """``ways``: the messages towards the end, and those that it sends."""
        self.frame, self.bits, self.steps, self.shift = steps.frame, steps.bits, steps, shift
        self.received, self.sent = ways
        self.locals: list[LocalState] = []
        self.cuts: set[str] = set()
        """The bounds that were met."""
        self.fired = 0
        """The rows that may fire, as a mask."""
        self.kept: list[tuple[int, int]] = []
        """What is remembered by some local state: the history variable's place and the key, a bit for each."""
        self._memory: dict[tuple[int, int], int] = {}
        self._numbers: dict[LocalState, int] = {}
        self._rows: list[_Row] = []
        self._lists: list[list[Moved]] = []
        self.delivers = not self.frame.system.way(self.frame.end).broken

    def number(self, local: LocalState) -> int:
        """The number of a local state, shifted."""
        known = self._numbers.get(local)
        if known is None:
            if len(self.locals) >= MOST_LOCALS:
                raise TooLarge(f"{self.frame.end} has more than {MOST_LOCALS:,} local states")
            known = self._numbers[local] = len(self.locals) << self.shift
            self.locals.append(local)
            self._rows.append(_Row())
            self._lists.append([])
        return known

    def start(self) -> int:
        """The number of the local state in which the system starts."""
        return self.number(LocalState(self.bits.pack(self.frame.start()), 0))

    def local(self, number: int) -> LocalState:
        """The local state of that number."""
        return self.locals[number >> self.shift]

    def moves(self, number: int, flying: int) -> list[Moved]:
        """What may happen there; complete for the messages of the set."""
        place = number >> self.shift
        row = self._rows[place]
        if flying & ~row.known:
            self._fill(number, row, flying & ~row.known)
            self._lists[place] = [Moved(to, needs, sent, cost) for (to, sent, cost), needs in row.moves.items()]
        return self._lists[place]

    def every(self) -> Iterator[tuple[int, list[Moved]]]:
        """Every local state, and what was found that may happen there."""
        return ((place << self.shift, moves) for place, moves in enumerate(self._lists))

    def cut(self, number: int) -> int:
        """The messages (:data:`NO_MESSAGE` for calls) that a bound cuts off there."""
        return self._rows[number >> self.shift].cut

    def resting(self, number: int) -> bool:
        """Whether no call or timer can happen there, but for those that a bound cuts off."""
        return self._rows[number >> self.shift].resting

    def _fill(self, number: int, row: _Row, new: int) -> None:
        row.known |= new
        if new & NO_MESSAGE:
            for _, step in self.steps.called(self.local(number).bits):
                row.resting &= self._put(number, row, step, NO_MESSAGE)
        for bit in self.received.bits(new) if self.delivers else ():
            for step in self.arrivals(number, bit):
                self._put(number, row, step, bit)

    def arrivals(self, number: int, bit: int) -> list[Step]:
        """What the arrival of the message with that bit may do there."""
        return list(self.steps.receives(self.local(number).bits, self.received.keys[bit.bit_length() - 1]))

    def _put(self, number: int, row: _Row, step: Step, needs: int) -> bool:
        """Enter a step; whether a bound cuts it off."""
        self.fired |= step[3]
        if step[0] < 0:
            row.cut |= needs
            self.cuts.add(self.steps.cuts[-step[0] - 1])
            return True
        target, sent, cost = self.after(number, step)
        if target != number or sent:
            row.moves[target, sent, cost] = row.moves.get((target, sent, cost), 0) | needs
        return False

    def after(self, number: int, step: Step) -> tuple[int, int, int]:
        """The local state after a step that no bound cuts off, what it sends, and how many messages that are."""
        bits, sent, remembered, _ = step
        kept = self.local(number).kept
        for which, key in remembered:
            kept |= self.memory(which, (key,))
        return self.number(LocalState(bits, kept)), self.sent.set_of(sent), len(sent)

    def memory(self, which: int, keys: Iterable[int]) -> int:
        """What the history variable of that place remembers, as part of the mask."""
        found = 0
        for key in keys:
            if (which, key) not in self._memory:
                self._memory[which, key] = 1 << len(self.kept)
                self.kept.append((which, key))
            found |= self._memory[which, key]
        return found
