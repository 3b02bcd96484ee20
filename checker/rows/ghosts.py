"""Which ghosts a search has to keep: those that properties read, and those from which these take their values.

A ghost variable may take its value from a ghost field of a message, and that field from a ghost variable of the
peer.  What is not kept costs nothing: a variable has no slot, a field is 0 in every message.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spec.notation import nodes
from spec.notation.ends import peer
from spec.notation.messages import Send
from spec.notation.nodes import End, Field, Term, Var
from spec.notation.systems import ENDS, System
from spec.notation.variables import Assign, Remember


def _nothing() -> set[tuple[End, Var | Field]]:
    return set()


@dataclass
class Ghosts:
    """The ghost variables of each end, and the ghost fields of the messages to it, that are kept."""

    kept: set[tuple[End, Var | Field]] = field(default_factory=_nothing)

    def variable(self, end: End, var: Var) -> bool:
        """Whether a variable of that end is kept; one that is no ghost always is."""
        return not var.ghost or (end, var) in self.kept

    def field(self, to: End, field: Field) -> bool:
        """Whether a field of the messages to that end is kept; one that is no ghost always is."""
        return not field.ghost or (to, field) in self.kept


def ghosts_of(system: System, asked: frozenset[tuple[End, Var]]) -> Ghosts:
    """The ghosts asked for, and all that they need."""
    found = Ghosts()
    more: set[tuple[End, Var | Field]] = set(asked)
    while more - found.kept:
        found.kept |= more
        more = {(end, part) for end in ENDS for term in _read(system, end, found) for part in _ghosts(term)}
    return found


def _read(system: System, end: End, found: Ghosts) -> Iterator[Term]:
    """The terms from which what is kept takes its values at that end."""
    other = peer(end)
    for row in system.machine(end).rows:
        for effect in row.do:
            if isinstance(effect, Assign | Remember) and (end, effect.var) in found.kept:
                yield from (effect.value,) if isinstance(effect, Assign) else effect.values
            elif isinstance(effect, Send):
                yield from (value for field, value in effect.fields() if (other, field) in found.kept)


def _ghosts(term: Term) -> Iterator[Var | Field]:
    for part in nodes.walk(term):
        if isinstance(part, Var | Field) and part.ghost:
            yield part
