"""A segment as it is written, held against the messages of a protocol."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from checker.rows.configuration import Carried
from checker.scenarios.cast import ResolvedEnd
from checker.scenarios.faults import wrong
from checker.scenarios.numbers import ScenarioNumbers
from checker.scenarios.script import FlyingSegment, Written
from checker.scenarios.tokens import SEGMENT, written
from spec.notation import nodes
from spec.notation.errors import Place
from spec.notation.messages import Flying, Message, Send
from spec.notation.nearest import nearest
from spec.notation.nodes import End


@dataclass(frozen=True)
class Wanted:
    """A segment as it is written, resolved: a value for each field given, None for any but 0."""

    kind: type[Message]
    text: str
    values: Mapping[str, int | None]

    def fits(self, kind: type[Message], carried: Carried) -> bool:
        """Whether that message is the one: what is written agrees, and nothing that it would show is left out."""
        if kind is not self.kind:
            return False
        fields = {one.name: value for one, value in zip(kind.fields, carried.values, strict=True)}
        shown = {name for name, _ in written("".join(SEGMENT.findall(kind.text(fields)))).fields}
        return all(self._agrees(name, value, name in shown) for name, value in fields.items())

    def _agrees(self, name: str, value: int, shown: bool) -> bool:
        if name not in self.values:
            return value == 0 or not shown
        wanted = self.values[name]
        return value == wanted if wanted is not None else value > 0


class Segments:
    """The segments of one scenario."""

    def __init__(self, played: Mapping[End, ResolvedEnd], numbered: ScenarioNumbers, params: Mapping[str, int]) -> None:
        self.numbered, self.params = numbered, params
        rows = [row for part in played.values() for row in part.machine.declared]
        self.kinds = tuple(dict.fromkeys(e.message for row in rows for e in row.do if isinstance(e, Send)))

    def wanted(self, segment: Written, place: Place) -> Wanted:
        """The segment, resolved.  ScenarioError where there can be no such segment."""
        kind = self._kind(segment, place)
        values = {name: self._value(kind, name, text, place) for name, text in segment.fields}
        for one in kind.fields:
            if isinstance(one.domain, nodes.Bits) and one.name not in values:  # then the fields say which are on
                values[one.name] = sum(1 << bit for bit, name in enumerate(one.domain.names) if name in values)
        _check_bits(kind, values, segment, place)
        return Wanted(kind, segment.text, values)

    def flying(self, one: FlyingSegment, unseen: Mapping[str, int]) -> Flying:
        """The segment in flight at the start; ``unseen``: values of fields that segments do not show."""
        wanted = self.wanted(one.segment, one.place)
        given = {name: 1 if value is None else value for name, value in wanted.values.items()}
        for field in wanted.kind.fields:
            if field.name in unseen and field.name not in given:
                most = self._most(field.domain)
                given[field.name] = unseen[field.name] if most is None else min(unseen[field.name], most)
        return wanted.kind.flying(one.to, **given)

    def _kind(self, segment: Written, place: Place) -> type[Message]:
        names = [name for name, _ in segment.fields]
        for kind in self.kinds:
            if set(names) <= {one.name for one in kind.fields}:
                break
        else:
            known = list(dict.fromkeys(one.name for kind in self.kinds for one in kind.fields))
            odd = next((name for name in names if name not in known), names[0])
            raise wrong(place, f"a segment has no <{odd}>{nearest(odd, known)}: its fields are {', '.join(known)}")
        if len(set(names)) < len(names):
            raise wrong(place, f"a field stands twice in {segment.text}")
        return kind

    def _value(self, kind: type[Message], name: str, text: str | None, place: Place) -> int | None:
        domain = next(one.domain for one in kind.fields if one.name == name)
        if isinstance(domain, nodes.Bits):
            return self._bits(name, domain.names, text or "", place)
        if text is None and isinstance(domain, nodes.Seqs):
            raise wrong(place, f"expected a number in <{name}>, such as <{name}=300>")
        if text is None:
            return None
        value, most = self.numbered.value(text, place), self._most(domain)
        if most is not None and value > most:
            raise wrong(place, f"no such segment: <{name}={value}> is more than {most}{_remedy(domain, value)}")
        return value

    def _most(self, domain: nodes.Domain) -> int | None:
        if not isinstance(domain, nodes.Counts):
            return None
        most = domain.most
        return self.params.get(most.name, most.default) if isinstance(most, nodes.Param) else most

    def _bits(self, name: str, names: Sequence[str], text: str, place: Place) -> int:
        bits = 0
        for one in filter(None, (part.strip() for part in text.split(",") if text != "none")):
            if one not in names:
                raise wrong(place, f"<{name}> has no bit {one}{nearest(one, names)}: it has {', '.join(names)}")
            bits |= 1 << names.index(one)
        return bits


def _remedy(domain: nodes.Domain, value: int) -> str:
    if isinstance(domain, nodes.Counts) and isinstance(domain.most, nodes.Param):
        return f": a line 'params: {domain.most.name} {value}' in the head allows it"
    return ""


def _check_bits(kind: type[Message], values: Mapping[str, int | None], segment: Written, place: Place) -> None:
    """A field that goes with a bit of its name, as ACK does, is there exactly when the bit is on."""
    for name, bit, on in _paired(kind, values):
        if on and bit not in values:
            raise wrong(place, f"no such segment: {segment.text} has the bit {bit} and no <{bit}=...>")
        if not on and bit in values:
            raise wrong(place, f"no such segment: {segment.text} has an <{bit}=...>, and its {name} lacks {bit}")


def _paired(kind: type[Message], values: Mapping[str, int | None]) -> Iterator[tuple[str, str, bool]]:
    """Field of bits, bit with a field of its name, whether it is on."""
    fields = {one.name for one in kind.fields}
    for one in kind.fields:
        given = values.get(one.name)
        if isinstance(one.domain, nodes.Bits) and given is not None:
            for place, bit in enumerate(one.domain.names):
                if bit in fields:
                    yield one.name, bit, bool(given >> place & 1)
