"""A run of the search with numbers put in, step by step as the reference interpreter takes it.

The search takes no message away that may be delivered again, and loses one only in the step that has no room for what
is sent (:mod:`checker.numbers.exploration.channel_reductions`).  Here a message arrives for good if no copy of it is
needed any more, and what stands in the way of a message that is needed is lost in a step of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from checker.numbers.exploration.end_steps import Happened
from checker.reference.interpreter import Interpreter, Move
from checker.rows.configuration import Carried, Configuration
from spec.notation.nodes import End

Ways = Mapping[End, Counter[Carried]]
"""What is in flight towards each end."""
Needed = Collection[tuple[End, Carried]]
"""Messages that are needed still, whatever their age: all are written with none."""


class Seen(NamedTuple):
    """A step of the search, and what the search has in flight after it."""

    happened: Happened
    ways: Ways


@dataclass(frozen=True, slots=True)
class Run:
    """What is taken, in which system, and what of the messages has to be left at the end."""

    interpreter: Interpreter
    steps: Sequence[Seen]
    left: Ways
    """Only of ends of which that is asked."""
    may_take: frozenset[End]
    """The ends to which the search delivers copies alone, and of which nobody asks what is in flight."""

    def moves(self, at: Configuration) -> Iterator[Move]:
        """Every step from there.  LookupError where the interpreter cannot take one."""
        for place, one in enumerate(self.steps):
            needed = self._needed(place + 1)
            for move in self._taken(at, self._for_good(one.happened, needed), one.ways, needed):
                assert move.after is not None
                at = move.after
                yield move
        for end, way in self.left.items():
            for message in (Counter(at.towards(end)) - way).elements():
                lost = self._lost(at, end, message)
                assert lost.after is not None
                at = lost.after
                yield lost

    def _needed(self, place: int) -> Needed:
        """What arrives later, or is asked for at the end."""
        found: set[tuple[End, Carried]] = {
            (one.end, _young(one.message)) for one, _ in self.steps[place:] if one.message is not None
        }
        for end, way in self.left.items():
            found.update((end, _young(one)) for one in way)
        return found

    def _for_good(self, happened: Happened, needed: Needed) -> Happened:
        """A copy that arrived may as well have been the message, where nobody needs that any more."""
        if happened.action != "duplicate" or happened.message is None or happened.end not in self.may_take:
            return happened
        again = (happened.end, _young(happened.message)) in needed
        return happened if again else replace(happened, action="deliver")

    def _taken(self, at: Configuration, happened: Happened, ways: Ways, needed: Needed) -> Iterator[Move]:
        """The step, and before it what is lost to make room."""
        while (move := self._move(at, happened)) is not None:
            assert move.after is not None
            short: list[End] = [end for end, way in ways.items() if _lacks(end, way, move.after, needed)]
            if not short:
                yield move
                return
            lost = self._lost(at, short[0], self._in_the_way(at, short[0], ways[short[0]], happened))
            yield lost
            assert lost.after is not None
            at = lost.after

    def _in_the_way(self, at: Configuration, end: End, way: Counter[Carried], happened: Happened) -> Carried:
        """A message that the search has not in flight any more after the step."""
        ages = happened.action == "tick" and self.interpreter.system.way(end).lifetime is not None
        kept = Counter(way)
        for message in at.towards(end):
            after = replace(message, age=message.age + 1) if ages else message
            if not kept[after]:
                return message
            kept[after] -= 1
        raise LookupError(f"with these numbers there is no room for what {happened.event or happened.action} sends")

    def _lost(self, at: Configuration, end: End, message: Carried) -> Move:
        found = self._move(at, Happened("lose", end, "", message, ()))
        if found is None:
            raise LookupError(f"with these numbers a message to {end} cannot be lost")
        return found

    def _move(self, at: Configuration, happened: Happened) -> Move | None:
        """The interpreter's own step of that name; None where it is none.

        What is lost may not be there, being equal to what was lost before; a tick may find nothing to make older.
        """
        asked = (happened.action, happened.end, happened.event, happened.message, happened.fired, happened.peer_fired)
        for one in self.interpreter.moves(at):
            same = (one.action, one.end, one.event, one.message, one.fired, one.peer_fired) == asked
            after = one.after
            if same and after is not None and all(after.local(end) == local for end, local in happened.after):
                return one
        if happened.action == "lose" or (happened.action == "tick" and not happened.fired and not happened.peer_fired):
            return None
        raise LookupError(f"with these numbers {happened.event or happened.action} cannot happen at {happened.end}")


def _lacks(end: End, way: Counter[Carried], after: Configuration, needed: Needed) -> bool:
    """Whether a message is not in flight that the search has there, and that is needed."""
    return any((end, _young(one)) in needed for one in way - Counter(after.towards(end)))


def _young(one: Carried) -> Carried:
    return replace(one, age=0)
