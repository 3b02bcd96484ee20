"""Sequence numbers that are written out in formulas: each has to be one of the system's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spec.notation import nodes
from spec.notation.errors import SpecError
from spec.notation.system_parts import Parts
from spec.notation.wording import words


def check_literals(system: Parts, parts: Iterable[nodes.Node], place: object) -> None:
    """SpecError where one of these parts of a formula names a sequence number that the system does not have."""
    for part in parts:
        for number in _written(part) if isinstance(part, nodes.Compare | nodes.Contains) else ():
            if number >= system.modulus:
                raise SpecError(
                    f"{place}: '{words(part)}' is asked, but the sequence numbers are 0..{system.modulus - 1}: "
                    "give one of these, or the system another modulus"
                )


def _written(part: nodes.Node) -> Iterator[int]:
    match part:
        case nodes.Compare(left=left, right=right, seq=True):
            beside: tuple[nodes.Term, ...] = (left, right)
        case nodes.Contains(values=values):
            beside = values
        case _:
            beside = ()
    return (side.value for side in beside if isinstance(side, nodes.Const))
