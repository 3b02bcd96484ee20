"""Knowledge by its definitions, too slow to be wrong: every point with all that each end has seen on the way to it.

A point is a world, a configuration, and two stories.  A story is what the end was told, in order: each call, timer,
arrival and tick, what the end then sent, and its own state afterwards.  A loss and a forgery are seen by nobody, the
arrival of a copy looks like any arrival, no end sees a message's age, and nobody sees what only remembers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from checker.reference.formulas import BothEnds
from checker.reference.interpreter import Interpreter, Move
from checker.rows.configuration import Carried, Configuration, EndFrame, is_bound
from checker.rows.evaluate import holds
from spec.notation import System, nodes
from spec.notation.ends import peer
from spec.notation.nodes import ENDS, Condition, End, Var

UNSEEN = ("lose", "forge")
Seen = str | tuple[nodes.Of, ...]
Story = tuple[Hashable, ...]


@dataclass(frozen=True)
class Moment:
    """A point."""

    world: int
    at: Configuration
    stories: tuple[Story, Story] = ((), ())
    """What A was told, and what B was told."""


@dataclass
class Moments:
    """Every point that can be reached."""

    interpreters: Sequence[Interpreter]
    recall: bool
    order: list[Moment] = field(default_factory=list[Moment])
    places: dict[Moment, int] = field(default_factory=dict[Moment, int])
    moves: list[list[tuple[Move, int]]] = field(default_factory=list[list[tuple[Move, int]]])
    """Each transition that was followed, and the place of the point that it leads to."""
    depth: int = 0
    """How many steps away the last of them are."""
    complete: bool = True
    cut: bool = False
    """Whether a bound of the search cut something off."""

    def place(self, moment: Moment) -> int:
        """The number of that point, given when it is first met."""
        if moment not in self.places:
            self.places[moment] = len(self.order)
            self.order.append(moment)
        return self.places[moment]

    def after(self, before: Moment, move: Move) -> Moment:
        """The point to which a move leads."""
        assert move.after is not None
        if not self.recall or move.action in UNSEEN:
            return Moment(before.world, move.after, before.stories)
        at_a, at_b = (
            (*story, told(self.interpreters[before.world], move, end)) if _sees(move, end) else story
            for end, story in zip(ENDS, before.stories, strict=True)
        )
        return Moment(before.world, move.after, (at_a, at_b))


def _sees(move: Move, end: End) -> bool:
    """A tick is seen where a row of the end fires on it: that something grew old in the network nobody sees."""
    if move.action == "tick":
        return bool(move.fired if end == "A" else move.peer_fired)
    return move.end == end


def moments(systems: Sequence[System], ghosts: frozenset[tuple[End, Var]], most: int, *, recall: bool) -> Moments:
    """Every point of every world, step by step away from the starts; where they are more than so many, no further."""
    found = Moments([Interpreter(system, ghosts) for system in systems], recall)
    for world, one in enumerate(found.interpreters):
        found.place(Moment(world, one.start()))
    first, last = 0, len(found.order)
    while first < last:
        found.moves += [_followed(found, here) for here in found.order[first:last]]
        if len(found.order) > most:
            _forget(found, first, last)
            return found
        first, last = last, len(found.order)
        found.depth += first < last
    return found


def _followed(found: Moments, here: Moment) -> list[tuple[Move, int]]:
    every = found.interpreters[here.world].moves(here.at)
    found.cut |= any(move.after is None for move in every)
    return [(move, found.place(found.after(here, move))) for move in every if move.after is not None]


def _forget(found: Moments, first: int, last: int) -> None:
    """Take back the last step, which led to too many."""
    found.complete = False
    del found.moves[first:], found.order[last:]
    found.places = {moment: place for place, moment in enumerate(found.order)}


def along(found: Moments, world: int, moves: Sequence[Move]) -> list[Moment]:
    """The points of a run in that world."""
    run = [Moment(world, found.interpreters[world].start())]
    for move in moves:
        run.append(found.after(run[-1], move))
    return run


def told(interpreter: Interpreter, move: Move, end: End) -> Hashable:
    """What the end sees of a move in which it takes part."""
    assert move.after is not None
    frames = interpreter.frames
    sent = move.peer_sent if move.action == "tick" and end == "B" else move.sent
    action = "deliver" if move.action == "duplicate" else move.action
    heard = None if move.message is None else _visible(frames[end], move.message)
    said = tuple(_visible(frames[peer(end)], one) for one in sent)
    return action, move.event, heard, said, own(frames[end], move.after)


def _visible(frame: EndFrame, message: Carried) -> Hashable:
    kind = frame.kinds[message.kind]
    pairs = zip(kind.fields, message.values, strict=True)
    return kind.__name__, tuple(value for one, value in pairs if not one.ghost)


def own(frame: EndFrame, at: Configuration) -> Hashable:
    """The control state and the variables of an end, without ghosts and bounds of the search."""
    local = at.local(frame.end)
    pairs = zip(frame.slots, local.values, strict=True)
    return frame.states[local.state], tuple(value for var, value in pairs if not var.ghost and not is_bound(var))


class LiteralKnowledge:
    """What is true at every point, each formula by its definition."""

    def __init__(self, found: Moments) -> None:
        self.found = found
        self._classes: dict[tuple[End, Seen], dict[Hashable, list[int]]] = {}
        self._true: dict[tuple[Condition, int], bool] = {}

    def true(self, asked: Condition, place: int) -> bool:
        """Whether it is true at that point."""
        if (asked, place) not in self._true:
            self._true[asked, place] = holds(asked, _AtPoint(self, place))
        return self._true[asked, place]

    def alike(self, end: End, view: Seen, place: int) -> list[int]:
        """The points that the end cannot tell from this one."""
        if (end, view) not in self._classes:
            classes = self._classes[end, view] = defaultdict(list)
            for other in range(len(self.found.order)):
                classes[self._looks(end, view, other)].append(other)
        return self._classes[end, view][self._looks(end, view, place)]

    def chained(self, view: Seen, place: int) -> Iterable[int]:
        """The points to which a chain leads, one end or the other unable to tell each from the next."""
        met, queue = {place}, [place]
        for here in queue:
            for end in ENDS:
                new = [one for one in self.alike(end, view, here) if one not in met]
                met.update(new)
                queue += new
        return queue

    def _looks(self, end: End, view: Seen, place: int) -> Hashable:
        moment = self.found.order[place]
        frame = self.found.interpreters[moment.world].frames[end]
        if view == "history":
            return moment.stories[ENDS.index(end)]
        if isinstance(view, str):
            return own(frame, moment.at)
        return tuple(moment.at.local(end).values[frame.slots.index(one.var)] for one in view)


class _AtPoint(BothEnds):
    """Looks up at a point what a formula reads."""

    def __init__(self, knowledge: LiteralKnowledge, place: int) -> None:
        moment = knowledge.found.order[place]
        one = knowledge.found.interpreters[moment.world]
        super().__init__(one.system, one.frames, moment.at)
        self.knowledge, self.place = knowledge, place

    def known(self, condition: nodes.OfRuns) -> bool:
        """Knowledge, common knowledge, and facts of the world."""
        match condition:
            case nodes.Knows(end=end, part=part, view=view):
                return all(self.knowledge.true(part, one) for one in self.knowledge.alike(end, view, self.place))
            case nodes.Common(part=part, view=view):
                return all(self.knowledge.true(part, one) for one in self.knowledge.chained(view, self.place))
            case nodes.Fact():
                return super().known(condition)
