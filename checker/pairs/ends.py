"""Both ends' tables side by side, and what happens at no single end: the steps of a system from pair to pair.

A *pair* is a number: both ends' local states, and how many messages each attacker has forged.  What is in flight is two
sets of messages: those to A and those to B.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import NamedTuple

from checker.packed.end_steps import EndSteps
from checker.packed.layout import Keys
from checker.pairs.end_table import NO_MESSAGE, EndTable, Messages
from checker.rows.configuration import EndFrame
from spec.notation.ends import peer
from spec.notation.nodes import End, Var
from spec.notation.systems import ENDS

WIDTH = 24
"""Bits for the number of an end's local state in the number of a pair."""
Flying = tuple[int, int]
"""What is in flight to A and to B, as sets of messages."""
NOTHING: Flying = (NO_MESSAGE, NO_MESSAGE)


class Side(NamedTuple):
    """One end in the numbers of pairs."""

    end: End
    place: int
    """Its place in :data:`Flying`."""
    table: EndTable
    mask: int
    """The bits of its local state in the number of a pair."""


class Forger(NamedTuple):
    """An attacker: where the number of a pair counts what it forged, the most, and what it forges."""

    at: int
    ones: int
    most: int
    by: tuple[tuple[int, int], ...]
    """Place in :data:`Flying`, and the message as a set."""


class Ends:
    """The steps of a system from pair to pair."""

    def __init__(self, steps: Mapping[End, EndSteps], ghosts: frozenset[tuple[End, Var]]) -> None:
        """``steps``: what each end can do; ``ghosts``: the history variables that are kept."""
        self.ghosts = ghosts
        self.frames: dict[End, EndFrame] = {end: steps[end].frame for end in ENDS}
        self.system = self.frames["A"].system
        self.messages: dict[End, Messages] = {end: Messages() for end in ENDS}
        self.keys: dict[End, Keys] = {end: steps[end].received for end in ENDS}
        self.tables = self._tables(steps)
        ones = (1 << WIDTH) - 1
        self.sides = tuple(Side(end, at, self.tables[end], ones << at * WIDTH) for at, end in enumerate(ENDS))
        self.forgers = self._forgers()
        self.width = WIDTH * len(ENDS) + sum(one.ones.bit_length() for one in self.forgers)
        """How many bits the number of a pair has."""
        self.ticks = any(self.system.way(end).lifetime or self.tables[end].steps.has_ticks() for end in ENDS)

    @property
    def cuts(self) -> set[str]:
        """The bounds of the search that were met so far, perhaps in pairs that cannot be reached."""
        return self.tables["A"].cuts | self.tables["B"].cuts

    def _tables(self, steps: Mapping[End, EndSteps]) -> dict[End, EndTable]:
        found: dict[End, EndTable] = {}
        for place, end in enumerate(ENDS):
            ways = self.messages[end], self.messages[peer(end)]
            found[end] = EndTable(steps[end], ways, place * WIDTH)
        return found

    def _forgers(self) -> tuple[Forger, ...]:
        found: list[Forger] = []
        at = WIDTH * len(ENDS)
        for attacker in self.system.attackers():
            width = attacker.times.bit_length()
            by = tuple((ENDS.index(one.to), self._bit(one.to, self.keys[one.to].flying(one))) for one in attacker.by)
            found.append(Forger(at, (1 << width) - 1, attacker.times, by))
            at += width
        return tuple(found)

    def _bit(self, to: End, key: int) -> int:
        return self.messages[to].bit(key)

    def start(self) -> tuple[int, Flying]:
        """The pair that the system starts in, and what is in flight there."""
        flying: dict[End, int] = dict.fromkeys(ENDS, NO_MESSAGE)
        for one in self.system.in_flight:
            flying[one.to] |= self._bit(one.to, self.keys[one.to].flying(one))
        return sum(table.start() for table in self.tables.values()), (flying["A"], flying["B"])

    def forged(self, pair: int) -> tuple[int, ...]:
        """How many messages each attacker has forged."""
        return tuple(pair >> one.at & one.ones for one in self.forgers)

    def forgeries(self, pair: int, flying: Flying) -> Iterator[tuple[int, Flying]]:
        """What attackers may do: the pair after it, and what is in flight then."""
        for one in self.forgers:
            if pair >> one.at & one.ones < one.most:
                for place, bit in one.by:
                    yield pair + (1 << one.at), (flying[0] | bit * (place == 0), flying[1] | bit * (place == 1))

    def ticked(self, pair: int, flying: Flying) -> Iterator[tuple[int, Flying]]:
        """What a tick may lead to, where a message that may not be lost does not make it wait."""
        to_a, to_b = (self._aged(end, some) for end, some in zip(ENDS, flying, strict=True))
        rest = pair & ~sum(side.mask for side in self.sides)
        for (a, a_sent), (b, b_sent) in product(*(self._tick_steps(side, pair) for side in self.sides)):
            yield rest | a | b, (to_a | b_sent, to_b | a_sent)

    def _tick_steps(self, side: Side, pair: int) -> list[tuple[int, int]]:
        own, table, found = pair & side.mask, side.table, list[tuple[int, int]]()
        for step in table.steps.ticks(table.local(own).bits):
            table.fired |= step[3]
            if step[0] < 0:
                table.cuts.add(table.steps.cuts[-step[0] - 1])
            else:
                found.append(table.after(own, step)[:2])
        return found or [(own, 0)]

    def _aged(self, end: End, flying: int) -> int:
        """The messages after a tick, without those that are too old then."""
        oldest, ages, messages = self.system.way(end).oldest, self.keys[end].ages, self.messages[end]
        if oldest is None:
            return flying
        keys = [messages.keys[bit.bit_length() - 1] for bit in messages.bits(flying)]
        return messages.set_of(tuple(key + 1 for key in keys if key % ages < ages - 1)) | NO_MESSAGE


def sent_by(side: Side, flying: Flying, sent: int, gone: int = 0) -> Flying:
    """What is in flight once an end sent something, and some of what was in flight to it is gone."""
    to_a, to_b = flying
    return (to_a & ~gone, to_b | sent) if side.place == 0 else (to_a | sent, to_b & ~gone)
