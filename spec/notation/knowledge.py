"""Knowledge: what an end can conclude from what it has seen.

A *point* is a reachable moment of a run.  An end cannot tell two points apart where it has seen the same in both;
it knows what is true at every point that it cannot tell from where it is.  (Halpern and Moses, Knowledge and common
knowledge in a distributed environment, J. ACM 37(3), 1990; Fagin, Halpern, Moses and Vardi, Reasoning about Knowledge,
1995, chapter 4.)  The runs are all runs of the system: also the quiet ones, and those in which everything is lost.

Views, of what an end has seen: ``HISTORY``, everything that it was told, sent and received, in order (perfect recall);
``STATE``, its control state and variables as they are now, ghosts left out; or some of its variables, ``(A[x], A[y])``.
There is no common clock, unless the system ticks: a tick is seen by an end of which some row fires on it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, cast

from spec.notation import nodes
from spec.notation.calling import spelt, spelt_class
from spec.notation.choices import Choice
from spec.notation.errors import Place, fault, here, shown
from spec.notation.formulas import Bool, Count, OfA, OfB, Seq, seen_from_outside
from spec.notation.naming import checked_name
from spec.notation.nodes import Condition, End, Of
from spec.notation.properties import A, B, Peer, Remembered

HISTORY: Literal["history"] = "history"
"""An end has seen everything that it was told, sent and received, in order."""
STATE: Literal["state"] = "state"
"""An end has seen only what its variables say now."""
View = Literal["history", "state"] | Sequence[object]


@spelt
def Knows(who: Peer[OfA, OfB] | Peer[OfB, OfA], what: Bool, *, view: View = HISTORY) -> Bool:
    """That end knows it: it is true at every point that the end cannot tell from this one.

    SpecError where the view is none, or names a variable of the other end.
    """
    if not isinstance(who, Peer):
        raise fault(f"Knows({shown(who)}, ...): say who knows it, A or B")
    return Bool(nodes.Knows(who.name, seen_from_outside(what), _view(who.name, view)))


@spelt
def EveryoneKnows(what: Bool, depth: int = 1, *, view: Literal["history", "state"] = HISTORY) -> Bool:
    """Both ends know it; with a depth, both know that both know it, and so on: ``E^depth``.  Depth 0 is the fact.

    SpecError where the depth is no number from 0 on.
    """
    if not isinstance(depth, int) or depth < 0:
        raise fault(f"EveryoneKnows(depth={shown(depth)}): it is 0 or more")
    for _ in range(depth):
        what = Knows(A, what, view=view) & Knows(B, what, view=view)
    return what


@spelt
def CommonKnowledge(what: Bool, *, view: Literal["history", "state"] = HISTORY) -> Bool:
    """Both know it, both know that both know it, and so on for ever: it is true wherever a chain of points leads, of
    which one end or the other cannot tell each from the next.
    """
    return Bool(nodes.Common(seen_from_outside(what), _named(view)))


def fact(name: str) -> Bool:
    """What is true of the system itself, from the start on and for ever, in those of its ``worlds`` that say so.

    SpecError where its name cannot be one.
    """
    return Bool(nodes.Fact(checked_name(name, "fact(...)")))


def _named(view: object) -> Literal["history", "state"]:
    if view == HISTORY:
        return HISTORY
    if view == STATE:
        return STATE
    raise fault(f"view={shown(view)}: it is HISTORY or STATE")


def _view(end: End, view: object) -> Literal["history", "state"] | tuple[Of, ...]:
    if isinstance(view, str):
        return _named(view)
    if not isinstance(view, Sequence):
        raise fault(f"view={shown(view)}: it is HISTORY, STATE, or variables of {end}, such as ({end}[x], {end}[y])")
    return tuple(_seen(end, one) for one in cast("Sequence[object]", view))


def _seen(end: End, one: object) -> Of:
    node = _variable(one)
    if node is None:
        raise fault(f"view=({shown(one)}, ...): a view is made of variables of {end}, such as {end}[x]")
    if node.end != end:
        raise fault(f"view=({node.end}.{node.var.name}, ...): {end} cannot see a variable of {node.end}")
    if node.var.ghost:
        raise fault(f"view=({end}.{node.var.name}, ...): {node.var.name} only remembers, no end can see it")
    return node


def _variable(one: object) -> Of | None:
    node = (
        one.history
        if isinstance(one, Remembered)
        else one.node
        if isinstance(one, Bool | Choice | Count | Seq)
        else None
    )
    if isinstance(node, nodes.Holds):
        node = node.flag
    return node if isinstance(node, Of) else None


@spelt_class
@dataclass(frozen=True, eq=False)
class WhoKnows:
    """A table: along the shortest run to ``along``, after each delivery, which of the ``rows`` are true."""

    about: str
    along: Bool
    rows: Mapping[str, Bool]
    place: Place = field(default_factory=here, repr=False, kw_only=True)

    def __post_init__(self) -> None:
        for one in (self.along, *self.rows.values()):
            seen_from_outside(one)


def knows_in(formula: Condition) -> list[nodes.Knows | nodes.Common]:
    """Every part of a formula that asks for knowledge, from the top."""
    return [part for part in nodes.walk(formula) if isinstance(part, nodes.Knows | nodes.Common)]
