"""The decisions of one end for one event and control state, as a tree that every engine prints in its own language."""

from __future__ import annotations

from dataclasses import dataclass

from spec.notation.messages import Message
from spec.notation.nodes import Condition, Term, Var


@dataclass(frozen=True, slots=True)
class Check:
    """What a row sets or sends must be 0..most, even where a later row sets it again."""

    term: Term
    most: int
    row: int
    """Its place in the machine's rows."""
    what: str
    """``takes A.tries``, for the message."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """The end after the event: its control state, the slots it sets, what it sends and remembers, in order."""

    state: int
    sets: tuple[tuple[Var, Term], ...] = ()
    sends: tuple[tuple[type[Message], tuple[Term, ...]], ...] = ()
    remembers: tuple[tuple[Var, tuple[Term, ...]], ...] = ()
    fired: tuple[int, ...] = ()
    """Places in the machine's rows; empty where the event does not occur (a call) or is ignored (an arrival)."""
    checks: tuple[Check, ...] = ()
    """In the order in which the rows set what they check."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A bound of the search was met: the event may occur, but it is not followed."""

    why: str
    checks: tuple[Check, ...] = ()
    fired: tuple[int, ...] = ()
    """The rows that fire before it, and those that might have fired after it: they are not to count as impossible."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A question, over the state before the event and the fields of the message."""

    condition: Condition
    yes: Tree
    no: Tree


@dataclass(frozen=True, slots=True)
class Pick:
    """A choice: ``Drawn(index)`` is any of the numbers."""

    index: int
    numbers: tuple[int, ...]
    then: Tree


Tree = Leaf | Cut | Ask | Pick
