"""Assumptions: what is taken for granted of the numbers that nobody can foresee.

An initial number may be any, and so may the numbers of an old segment.  What keeps them apart in practice (a clock, a
quiet time) is a discipline, and it is declared as a formula over one old segment, as its receiver reads it, and the
numbers that are chosen now::

    clock_driven = assuming(
        "every number of an old segment lies before every new ISN",
        (SEG.SEQ < ISN.THEIRS) & (SEG.ACK <= ISN.OURS),
    )

It is assumed of every old segment and of every number that is chosen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spec.notation import nodes
from spec.notation.calling import spelt_class
from spec.notation.errors import Place, fault, here, shown
from spec.notation.formulas import Bool, Ours, Seq, Theirs
from spec.notation.nodes import Space, Var, walk


class Drawn:
    """Numbers that ends choose, seen by the end that an old segment has come to."""

    def __init__(self, name: str) -> None:
        self.ours: Var = Var(f"{name}.OURS", nodes.Seqs(Space.OURS), group="assuming")
        self.theirs: Var = Var(f"{name}.THEIRS", nodes.Seqs(Space.THEIRS), group="assuming")

    @property
    def OURS(self) -> Seq[Ours]:
        """A number that this end chooses."""
        return Seq(self.ours, Space.OURS)

    @property
    def THEIRS(self) -> Seq[Theirs]:
        """A number that the peer chooses."""
        return Seq(self.theirs, Space.THEIRS)


ISN = Drawn("ISN")
"""A number that is chosen for a new connection: any of them."""
EARLIER = Drawn("EARLIER")
"""A number that the same end chose before, or that a connection has which is there at the start."""
NUMBERS = (ISN.ours, ISN.theirs, EARLIER.ours, EARLIER.theirs)


@spelt_class
@dataclass(frozen=True, eq=False)
class Assumption:
    """A discipline of initial numbers: :func:`assuming`.  SpecError where it reads anything but numbers."""

    about: str
    formula: Bool
    place: Place = field(default_factory=here, repr=False, kw_only=True)

    def __post_init__(self) -> None:
        if not isinstance(self.formula, Bool):
            raise fault(
                f"assuming({self.about!r}, {shown(self.formula)}): give a formula, such as SEG.SEQ < ISN.THEIRS"
            )
        for part in walk(self.formula.node):
            if not isinstance(part, ALLOWED) or (isinstance(part, Var) and part not in NUMBERS):
                raise fault(
                    f"assuming({self.about!r}) asks for {_said(part)}: it may speak of the fields of an old segment, "
                    "and of ISN.OURS, ISN.THEIRS, EARLIER.OURS and EARLIER.THEIRS"
                )
        kinds = dict.fromkeys(one.message for one in self.fields())
        if len(kinds) > 1:
            raise fault(
                f"assuming({self.about!r}) reads {' and '.join(kinds)}: it may speak of one old segment at a time"
            )

    def parts(self) -> tuple[Bool, ...]:
        """What is assumed, one thing after the other."""
        node = self.formula.node
        return tuple(Bool(part) for part in node.parts) if isinstance(node, nodes.All) else (self.formula,)

    def fields(self) -> Iterator[nodes.Field]:
        """The fields of an old segment that it reads."""
        return (part for part in walk(self.formula.node) if isinstance(part, nodes.Field))


def assuming(about: str, formula: Bool) -> Assumption:
    """A discipline of initial numbers; SpecError where the formula speaks of anything else."""
    return Assumption(about, formula)


ALLOWED = (
    Var,
    nodes.Field,
    nodes.Const,
    nodes.Param,
    nodes.Plus,
    nodes.AsNumber,
    nodes.Truth,
    nodes.Compare,
    nodes.HasBits,
    nodes.Not,
    nodes.All,
    nodes.Some,
    nodes.Named,
)


def _said(part: nodes.Node) -> str:
    return part.name if isinstance(part, Var) else type(part).__name__
