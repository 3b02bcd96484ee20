"""The numbers that are left under an assumption: what it says of every old segment and of every number chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from checker.numbers.free_numbers import Bases
from checker.numbers.regions import EVERYWHERE, Regions
from checker.numbers.words import Base, Word
from checker.rows.evaluate import Reader, holds
from spec.notation import nodes
from spec.notation.assumptions import EARLIER, ISN, Assumption
from spec.notation.ends import peer
from spec.notation.errors import SpecError
from spec.notation.formulas import Bool
from spec.notation.messages import Flying
from spec.notation.nodes import End, Field, Var
from spec.notation.systems import ENDS, System

Given = tuple[Mapping[Var, int], Mapping[str, int]]
"""The numbers that are chosen, and the fields of the old segment."""


class Contradiction(SpecError):
    """No numbers are left: whatever is asked of them would hold."""


def assumed(system: System, bases: Bases, regions: Regions, given: Mapping[str, Assumption]) -> list[int]:
    """The regions that are left, for a system with free numbers.  Contradiction where there is none."""
    left = [EVERYWHERE]
    for name, one in given.items():
        for part in one.parts():
            for numbers, fields in instances(system, bases, part):
                left = regions.one(_true(system, regions, part, numbers, fields, left))
                if not left:
                    raise Contradiction(
                        f"{one.place}: no numbers are left under '{name}': it contradicts itself, "
                        "or the numbers that the model has at the start"
                    )
    return left


def _true(
    system: System,
    regions: Regions,
    part: Bool,
    numbers: Mapping[Var, int],
    fields: Mapping[str, int],
    left: Sequence[int],
) -> Iterator[int]:
    for region in left:
        for true, where in regions.split(lambda: holds(part.node, Reader(system, numbers, fields)), region):
            if true:
                yield where


def instances(system: System, bases: Bases, part: Bool) -> Iterator[Given]:
    """Everything that the formula speaks of: each old segment it can be, with each choice of the numbers it reads."""
    read = list(dict.fromkeys(one for one in nodes.walk(part.node) if isinstance(one, Var | Field)))
    fields = {one for one in read if isinstance(one, Field)}
    for end in ENDS:
        for segment in _segments(system, end, fields):
            for numbers in _choices(bases, end, {one for one in read if isinstance(one, Var)}):
                yield numbers, segment


def _segments(system: System, end: End, fields: set[Field]) -> Iterator[Mapping[str, int]]:
    """The old segments to that end which have all of the fields; one without any where none is read."""
    if not fields:
        yield {}
        return
    for one in system.in_flight:
        values = {field.name: value for field, value in zip(one.message.fields, one.values, strict=True)}
        if one.to == end and all(_has(one, values, field) for field in fields):
            yield values


def _has(one: Flying, values: Mapping[str, int], field: Field) -> bool:
    """Whether it has the field; of a sequence number, whether it is one that is free."""
    is_number = isinstance(field.domain, nodes.Seqs)
    return field in one.message.fields and (not is_number or isinstance(values[field.name], Word))


def _choices(bases: Bases, end: End, read: set[Var]) -> Iterator[Mapping[Var, int]]:
    """Every choice of the numbers that are read, by the end that reads them; an earlier one is one before it."""
    ours, theirs = _pairs(bases, end), _pairs(bases, peer(end))
    for (own, before), (other, before_other) in product(ours, theirs):
        values = {ISN.ours: own, EARLIER.ours: before, ISN.theirs: other, EARLIER.theirs: before_other}
        chosen = {var: Word.of(((base, 1),), 0) for var, base in values.items() if base is not None and var in read}
        if len(chosen) == len(read):
            yield chosen


def _pairs(bases: Bases, end: End) -> list[tuple[Base | None, Base | None]]:
    """Every number that the end chooses, with every one before it, or with none."""
    new = [base for (owner, _), base in bases.chosen.items() if owner == end]
    first = [base for (owner, _), base in bases.begun.items() if owner == end]
    pairs: list[tuple[Base | None, Base | None]] = [(None, None)]
    for place, one in enumerate(new):
        pairs += [(one, None), *((one, before) for before in (*first, *new[:place]))]
    return pairs
