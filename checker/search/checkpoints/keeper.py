"""Writes a search down now and then, and has it go on where another one was."""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from checker.packed.successors import Successors
from checker.search.breadth_first import Faster, Search
from checker.search.checkpoints import EVERY
from checker.search.checkpoints.file import SLICE, Head, Saved, identity_in, read, write
from checker.search.checkpoints.identity import Identity, identity
from checker.search.checkpoints.pairs import NO_PARENT, InPairs, InWords, PairNumbering, SavedPairs
from checker.search.checkpoints.soundness import faults
from spec.notation.errors import SpecError

SHARE = 20
"""So many times as long as it takes to write one no other is written."""


def _silent(_: str) -> None:
    """Nobody is told."""


@dataclass(frozen=True)
class Checkpoints:
    """What somebody asked for: where to write, how often, where to go on."""

    to: Path | None = None
    every: float = EVERY
    resume: Path | None = None
    version: str = ""
    parameters: Mapping[str, int] = field(default_factory=dict[str, int])
    tell: Callable[[str], None] = _silent
    """Who is told, in a sentence, of what could not be written, and of what was written at the end."""

    def of(self, successors: Successors, model: str) -> CheckpointKeeper:
        """For one search; SpecError where that cannot be kept, or the checkpoint is of another one."""
        if not successors.by_views:
            raise SpecError(f"{model} asks what its ends know, and no checkpoint keeps what they have seen")
        known = identity(successors.layout, model, self.version, self.parameters)
        if self.to is not None:
            self._not_of_another(self.to, known)
            try:
                self.to.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                why = (error.strerror or str(error)).lower()
                raise SpecError(f"no checkpoint can be written into {self.to} ({why}): name a folder") from None
        return CheckpointKeeper(self, successors, known)

    def _not_of_another(self, folder: Path, known: Identity) -> None:
        """SpecError where a checkpoint of another search would be lost."""
        there = identity_in(folder)
        why = None if there is None else there.differs(known)
        if why:
            raise SpecError(f"{folder} has a checkpoint that would be lost: {why}; name another folder, or remove it")


@dataclass(frozen=True, slots=True)
class Marks:
    """How far a search had come when it was last looked at: everything only grows."""

    states: int
    stuck: int
    levels: int
    transitions: int
    expanded: int
    last: int


class CheckpointKeeper:
    """One search's checkpoints; satisfies :class:`checker.search.breadth_first.Keeper`."""

    def __init__(self, asked: Checkpoints, successors: Successors, known: Identity) -> None:
        self.asked, self.successors, self.identity = asked, successors, known
        self._saved = None if asked.resume is None else self._read(asked.resume)
        self._numbering = PairNumbering(successors.layout)
        self._marks: Marks | None = None
        self._begun = time.perf_counter()
        self._before = 0.0 if self._saved is None else self._saved.head.seconds
        self._next = self._begun + asked.every

    def _read(self, folder: Path) -> Saved:
        saved = read(folder)
        why = saved.head.identity.differs(self.identity)
        if why:
            raise SpecError(f"the checkpoint in {folder} is of no use here: {why}")
        return saved

    def begin(self, starts: Sequence[int]) -> Search | None:
        """The search that is gone on with; None: a new one.  SpecError where it cannot be one of this protocol's."""
        if self._saved is None:
            return None
        saved, self._saved = self._saved, None
        head, order = saved.head, self._order(saved, starts)
        for end in self.successors.fired:
            self.successors.fired[end] |= head.fired[end]
        self.successors.cuts.update(head.cuts)
        parents = array("q", (-1 if place == NO_PARENT else place for place in saved.parents))
        found = Search(order, parents, list(head.levels), head.transitions, list(saved.stuck))
        found.expanded, found.last, found.seconds = head.expanded, head.last, head.seconds
        met = f"{len(parents):,} states met in {head.seconds:.2f} s"
        self.asked.tell(f"goes on from the checkpoint in {self.asked.resume}: {met}")
        return found

    def _order(self, saved: Saved, starts: Sequence[int]) -> SavedPairs:
        """The configurations; SpecError where they, or what is said of them, cannot be so."""
        try:
            a, b = ([int(view, 16) for view in views] for views in saved.head.views)
            order = SavedPairs(a, b, saved.pairs)
            for wrong in faults(saved, order, self.successors.layout, starts, self.successors.of):
                raise SpecError(f"the checkpoint in {self.asked.resume} is no search of this protocol: {wrong}")
        except (LookupError, TypeError, ValueError, AssertionError, OverflowError):
            raise SpecError(f"the checkpoint in {self.asked.resume} has a number that means nothing") from None
        return order

    def look(self, found: Search, faster: Faster | None) -> None:
        """Note how far it has come, between two configurations; where it is time, write it down."""
        self._marks = Marks(
            len(found.parents), len(found.stuck), len(found.levels), found.transitions, found.expanded, found.last
        )
        if self.asked.to is not None and time.perf_counter() >= self._next:
            self._write(found, faster)

    def end(self, found: Search, faster: Faster | None) -> None:
        """Where it was cut short, write down how far it had come when it was last looked at."""
        if self.asked.to is not None and found.cut and self._marks is not None and self._write(found, faster):
            folder, states = self.asked.to, self._marks.states
            self.asked.tell(f"checkpoint of {states:,} states in {folder}: --resume {folder} goes on there")

    def _write(self, found: Search, faster: Faster | None) -> bool:
        """Write it down; whether that could be done."""
        marks, folder, begun = self._marks, self.asked.to, time.perf_counter()
        assert marks is not None
        assert folder is not None
        if faster is not None:
            faster.settle()
        a, b, pairs = self._pairs(found, marks.states)
        head = self._head(found, marks, [[f"{view:x}" for view in views] for views in (a, b)])
        try:
            write(folder, head, self._parts(pairs, found, marks))
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            self.asked.tell(f"no checkpoint could be written to {folder} ({why}); one that was there before still is")
            return False
        finally:
            now = time.perf_counter()
            self._next = now + max(self.asked.every, SHARE * (now - begun))
        return True

    def _pairs(self, found: Search, states: int) -> tuple[list[int], list[int], Callable[[int, int], bytes]]:
        """The views of A and of B, and how the pairs are read."""
        if isinstance(found.order, InPairs):
            return list(found.order.a), list(found.order.b), found.order.octets
        self._numbering.extend(found.order, states)
        return self._numbering.a, self._numbering.b, self._numbering.octets

    def _head(self, found: Search, marks: Marks, views: list[list[str]]) -> Head:
        fired = {str(end): fired for end, fired in self.successors.fired.items()}
        spent = self._before + time.perf_counter() - self._begun
        return Head(
            self.identity,
            marks.states,
            marks.stuck,
            found.levels[: marks.levels],
            marks.transitions,
            marks.expanded,
            marks.last,
            spent,
            fired,
            sorted(self.successors.cuts),
            views,
        )

    def _parts(self, pairs: Callable[[int, int], bytes], found: Search, marks: Marks) -> Iterator[bytes]:
        for low in range(0, marks.states, SLICE):
            yield pairs(low, min(low + SLICE, marks.states))
        for low in range(0, marks.states, SLICE):
            yield self._before_each(found, low, min(low + SLICE, marks.states))
        yield array("I", found.stuck[: marks.stuck]).tobytes()

    def _before_each(self, found: Search, low: int, high: int) -> bytes:
        if isinstance(found.parents, InWords):
            return found.parents.octets(low, high)
        return array("I", (parent & NO_PARENT for parent in found.parents[low:high])).tobytes()
