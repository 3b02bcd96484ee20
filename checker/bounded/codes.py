"""The messages towards one end as bit-vectors: the kind above, the fields of that kind below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from checker.configuration import Carried
from checker.relation.paths import EndRelation
from spec.notation.messages import Message
from spec.notation.nodes import Field


class Codes:
    """Codes of the messages that the end of a relation receives."""

    def __init__(self, relation: EndRelation) -> None:
        self.solver, self.kinds = relation.solver, relation.frame.kinds
        self._bits = {field: symbol.size() for field, symbol in relation.fields.items()}
        self._below = max((self._size(kind) for kind in self.kinds), default=0)
        self.kind_bits = max(1, (len(self.kinds) - 1).bit_length())
        self.bits = self.kind_bits + self._below

    def _size(self, kind: type[Message]) -> int:
        return sum(self._bits[field] for field in kind.fields)

    def symbol(self, name: str) -> Any:
        """Any message."""
        return self.solver.BitVec(name, self.bits)

    def code(self, kind: type[Message], values: Sequence[Any]) -> Any:
        """The code of a message with these terms in its fields."""
        parts = [self.solver.BitVecVal(self.kinds.index(kind), self.kind_bits), *values]
        rest = self._below - self._size(kind)
        if rest:
            parts.append(self.solver.BitVecVal(0, rest))
        return self.solver.Concat(*parts) if len(parts) > 1 else parts[0]

    def constant(self, carried: Carried) -> Any:
        """The code of a message in flight."""
        kind = self.kinds[carried.kind]
        fields = zip(kind.fields, carried.values, strict=True)
        values = [self.solver.BitVecVal(value, self._bits[field]) for field, value in fields]
        return self.solver.simplify(self.code(kind, values))

    def carried(self, code: int, age: int) -> Carried:
        """The message of that code."""
        place, values = code >> self._below, list[int]()
        high = self._below
        for field in self.kinds[place].fields:
            high -= self._bits[field]
            values.append(code >> high & (1 << self._bits[field]) - 1)
        return Carried(place, tuple(values), age)

    def is_of(self, code: Any, kind: type[Message]) -> Any:
        """Whether a message is of that kind."""
        return self.solver.Extract(self.bits - 1, self._below, code) == self.kinds.index(kind)

    def fields(self, code: Any) -> Mapping[Field, Any]:
        """The fields of each kind, as they would stand in the code."""
        found: dict[Field, Any] = {}
        for kind in self.kinds:
            high = self._below
            for field in kind.fields:
                found[field] = self.solver.Extract(high - 1, high - self._bits[field], code)
                high -= self._bits[field]
        return found
