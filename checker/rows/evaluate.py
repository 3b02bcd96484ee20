"""The value of a formula in an unpacked state: part of the reference, and what messages and conditions print."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from checker.rows.configuration import Value
from spec.notation import nodes
from spec.notation.nodes import Condition, Term, Var
from spec.notation.systems import System
from spec.notation.wording import words


class Unknown(int):
    """A number of which not everything is known: what two of them are to each other has to be asked."""

    @staticmethod
    def compare(op: str, left: int, right: int, *, signed: bool) -> bool:
        """``<``, ``<=`` or ``==`` of two numbers, as far as it is known or can be asked."""
        raise NotImplementedError


class Reader:
    """Where a formula's variables and fields are looked up."""

    def __init__(self, system: System, values: Mapping[Var, Value], fields: Mapping[str, int]) -> None:
        self.system, self.values, self.fields = system, values, fields

    def variable(self, term: Var | nodes.Of) -> Value:
        """The value of a variable of the reading end."""
        assert isinstance(term, Var)
        return self.values[term]

    def state_in(self, condition: nodes.InState) -> bool:
        """Rows say ``at``; only properties ask for states."""
        raise TypeError(f"{condition} is not for rows")

    def in_flight(self, condition: nodes.InFlight) -> bool:
        """Rows see no channel; only properties do."""
        raise TypeError(f"{condition} is not for rows")

    def known(self, condition: nodes.Knows | nodes.Common | nodes.Fact) -> bool:
        """Knowledge is of all runs, and a fact of the world: neither is seen in one state."""
        raise TypeError(f"{words(condition)}: no single state says so")


def number(term: Term, reader: Reader) -> int:
    """The value of a term."""
    match term:
        case Var() | nodes.Of():
            value = reader.variable(term)
            assert isinstance(value, int)
            return value
        case nodes.Field(name=name):
            return reader.fields[name]
        case nodes.Const(value=constant):
            return constant
        case nodes.Param():
            return reader.system.value(term)
        case nodes.Plus(left=left, right=right, minus=minus, seq=seq):
            more = number(right, reader)
            total = number(left, reader) + (-more if minus else more)
            return total % reader.system.modulus if seq else total
        case nodes.AsNumber(condition=condition):
            return int(holds(condition, reader))
        case nodes.Drawn() | nodes.Nth():
            raise TypeError(f"{term} stands in lowered rows only")


def holds(condition: Condition, reader: Reader) -> bool:
    """Whether a condition is true."""
    match condition:
        case nodes.Truth(value=value):
            return value
        case nodes.Compare(op=op, left=left, right=right, seq=seq):
            return compare(op, number(left, reader), number(right, reader), reader.system.modulus if seq else None)
        case nodes.Holds(flag=flag):
            return bool(number(flag, reader))
        case nodes.HasBits(field=field, mask=mask):
            return number(field, reader) & mask == mask
        case nodes.Not(part=part):
            return not holds(part, reader)
        case nodes.All(parts=parts):
            return all(holds(part, reader) for part in parts)
        case nodes.Some(parts=parts):
            return any(holds(part, reader) for part in parts)
        case nodes.Named(part=part):
            return holds(part, reader)
        case nodes.Contains(history=history, values=values):
            assert isinstance(history, Var | nodes.Of)
            kept = reader.variable(history)
            return isinstance(kept, frozenset) and contains(kept, tuple(number(value, reader) for value in values))
        case nodes.InState():
            return reader.state_in(condition)
        case nodes.InFlight():
            return reader.in_flight(condition)
        case nodes.Knows() | nodes.Common() | nodes.Fact():
            return reader.known(condition)


def contains(kept: frozenset[tuple[int, ...]], asked: tuple[int, ...]) -> bool:
    """Whether the tuple is among them."""
    if asked in kept:
        return True
    if not any(isinstance(one, Unknown) for each in (asked, *kept) for one in each):
        return False
    return any(all(compare("==", *pair, None) for pair in zip(asked, each, strict=True)) for each in sorted(kept))


def compare(op: str, left: int, right: int, modulus: int | None) -> bool:
    """``<``, ``<=`` or ``==`` of two numbers; of sequence numbers where a modulus is given.

    RFC 9293 3.4: the sign of the difference.  At a distance of exactly half the space both orders hold.

    >>> compare("<", 1020, 3, 1024), compare("<", 3, 1020, 1024)
    (True, False)
    """
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return (left if isinstance(left, Unknown) else cast(Unknown, right)).compare(
            op, left, right, signed=modulus is not None
        )
    if op == "==":
        return left == right
    if op == "<=" and left == right:
        return True
    if modulus is None:
        return left < right
    return left != right and 2 * ((left - right) % modulus) >= modulus
