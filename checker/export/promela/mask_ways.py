"""Sets of messages without a bound, one bit for each that can be in flight."""

from __future__ import annotations

from collections.abc import Sequence

from checker.export.promela.names import indented, remark
from checker.export.promela.vocabulary import KIND, WORD, Vocabulary, masks
from checker.export.promela.ways import Option, Queued, Way
from checker.rows.configuration import Carried
from spec.notation import nodes
from spec.notation.messages import Message
from spec.notation.nodes import End


class MaskBits:
    """A mask of so many bits, in one variable or in an array."""

    def __init__(self, name: str, count: int, rows: int = 1) -> None:
        """``rows``: so many masks, one behind the other."""
        self.name, self.count = name, count
        self.type, self.words = masks(count)
        self.cells = self.words * rows

    def cell(self, place: int, row: int = 0) -> str:
        """The variable in which the bit stands."""
        return self.at(str(row * self.words + place // WORD))

    def at(self, cell: str) -> str:
        """The variable of that number."""
        return self.name if self.cells == 1 else f"{self.name}[{cell}]"

    def bit(self, place: int) -> int:
        """The bit in its variable."""
        return 1 << place % WORD

    def declared(self, places: Sequence[tuple[int, int]]) -> str:
        """The declaration, with these bits (each in its row) on."""
        start = [0] * self.cells
        for place, row in places:
            start[row * self.words + place // WORD] |= self.bit(place)
        if self.cells == 1:
            return f"{self.type} {self.name} = {start[0]};" if start[0] else f"{self.type} {self.name};"
        listed = f" = {{ {', '.join(map(str, start))} }}" if any(start) else ""
        return f"{self.type} {self.name}[{self.cells}]{listed};"

    def some(self, places: Sequence[int], rows: int = 1) -> str:
        """Whether one of the bits is on, in some row."""
        found: dict[str, int] = {}
        for row in range(rows):
            for place in places:
                found[self.cell(place, row)] = found.get(self.cell(place, row), 0) | self.bit(place)
        asked = [f"({cell} & {mask})" for cell, mask in found.items()]
        return (asked[0] if len(asked) == 1 else f"({' || '.join(asked)})") if asked else "false"


class Dense(Way):
    """A set of which every message has a bit, found by arithmetic; no ages."""

    direct = True

    def __init__(self, words: Vocabulary, to: End, start: Sequence[Carried], queue: int) -> None:
        super().__init__(words, to, start, queue)
        self.universe = self.way.universe or ()
        self._bits = MaskBits(self.name, max(len(self.universe), 1))
        self._sends = {kind: words.names.new(f"send_{kind.__name__}_to_{to}") for kind in self.keys.kinds}

    def declared(self) -> list[str]:
        """One mask."""
        on = [(self.keys.key(carried), 0) for carried in self.start]
        return [self._bits.declared(on)]

    def kept(self) -> list[tuple[str, str]]:
        """The mask."""
        return [(self._bits.at(str(cell)), self._bits.type) for cell in range(self._bits.cells)]

    def inlines(self) -> list[str]:
        """How a message of each kind is put in flight."""
        return [line for kind in self._sends for line in self._sender(kind)]

    def _sender(self, kind: type[Message]) -> list[str]:
        offset, sizes = self.keys.offset(kind)
        place, names = "", list[str]()
        for field, one in zip(kind.fields, sizes, strict=True):
            given = self.words.given[field.name]
            names.append(given)
            if one > 1:
                place = f"({place}) * {one} + ({given})" if place else given
        place = f"{offset} + ({place})" if place and offset else place or str(offset)
        cell = self._bits.at(f"({place}) / {WORD}")
        shift = f"({place}) % {WORD}" if self._bits.cells > 1 else place
        return [f"inline {self._sends[kind]}({', '.join(names)}) {{", f"    {cell} = {cell} | (1 << ({shift}));", "}"]

    def send(self, message: type[Message], values: Sequence[str]) -> str:
        """At once."""
        return f"{self._sends[message]}({', '.join(values)});"

    def options(self) -> list[Option]:
        """One for each message."""
        return [self._option(key) for key in self.universe]

    def _option(self, key: int) -> Option:
        carried, cell, bit = self.keys.carried(key), self._bits.cell(key), self._bits.bit(key)
        names = [field.name for field in self.keys.kinds[carried.kind].fields]
        given = zip(names, carried.values, strict=True)
        sets = tuple(f"{self.words.fields[name]} = {value};" for name, value in given if name in self.sizes)
        gone = (f"{cell} = {cell} & ~{bit};",)
        return Option(f"({cell} & {bit})", sets, gone, self.text(carried), carried.kind)

    def has(self, asked: nodes.InFlight) -> str:
        """One question for each variable."""
        return self._bits.some(list(self.universe if asked.message is None else self.matching(asked, self.universe)))


class Listed(Queued):
    """A set of which every message that can be in flight is listed, with its ages."""

    def __init__(self, words: Vocabulary, to: End, start: Sequence[Carried], queue: int) -> None:
        super().__init__(words, to, start, queue)
        self.ages = self.keys.ages
        self.universe = [key for key in self.way.universe or () if key % self.ages == 0]
        self._bits = MaskBits(self.name, max(len(self.universe), 1), self.ages)
        at = self._bits.at("got_cell")
        self.take = f"{at} = {at} & ~got_bit;"
        if self.channel.oldest is not None:
            self.age = f"{words.names.new(f'age_to_{to}')}();"
            if not self.channel.loses:
                cells = [self._bits.at(str((self.ages - 1) * self._bits.words + word)) for word in range(self._words)]
                self.waits = f"({' || '.join(f'({cell} != 0)' for cell in cells)})"

    @property
    def _words(self) -> int:
        return self._bits.words

    def declared(self) -> list[str]:
        """A mask for each age."""
        on = [(self.universe.index(self.keys.youngest(self.keys.key(one))), one.age) for one in self.start]
        return [self._bits.declared(on), *super().declared()]

    def inlines(self) -> list[str]:
        """How what was sent is put in flight, and how it ages."""
        lines = super().inlines()
        if self.queue:
            lines += [f"inline {self.post[:-3]}() {{", *indented(self._posted()), "}"]
        if self.age:
            lines += [f"inline {self.age[:-3]}() {{", *indented(self._aged()), "}"]
        return lines

    def _posted(self) -> list[str]:
        choices = [line for place, key in enumerate(self.universe) for line in self._put(place, key)]
        one = ["if", *choices, ":: else -> assert(false);", "fi;"]
        if self.queue == 1:
            inside = ["if", f":: {self.sent} > 0 ->", "    loop_k = 0;", *indented(one), ":: else", "fi;"]
        else:
            turn = [f":: loop_k < {self.sent} ->", *indented([*one, "loop_k = loop_k + 1;"]), ":: else -> break;"]
            inside = ["loop_k = 0;", "do", *turn, "od;"]
        return [*inside, f"{self.sent} = 0;"]

    def _put(self, place: int, key: int) -> list[str]:
        carried = self.keys.carried(key)
        fields = self.fields(carried.kind, carried.values)
        asked = [f"{self.new(name)}[loop_k] == {value}" for name, value in fields.items()]
        if self.many_kinds:
            asked.insert(0, f"{self.new(KIND)}[loop_k] == {self.words.kinds[self.keys.kinds[carried.kind]]}")
        bit = self._bits.bit(place)
        lines = [f":: {' && '.join(asked) or 'true'} ->   {remark(self.text(carried))}"]
        if self.channel.loses:  # it is young again
            for row in range(1, self.ages):
                cell = self._bits.cell(place, row)
                lines.append(f"    {cell} = {cell} & ~{bit};")
        cell = self._bits.cell(place)
        return [*lines, f"    {cell} = {cell} | {bit};"]

    def _aged(self) -> list[str]:
        words = self._words
        cells = [self._bits.at(str(cell)) for cell in range(self.ages * words)]
        moved = [f"{cells[cell]} = {cells[cell - words]};" for cell in reversed(range(words, len(cells)))]
        return [*moved, *(f"{cell} = 0;" for cell in cells[:words])]

    def options(self) -> list[Option]:
        """One for each message of each age."""
        return [self._option(place, key, row) for place, key in enumerate(self.universe) for row in range(self.ages)]

    def _option(self, place: int, key: int, row: int) -> Option:
        carried, cell, bit = self.keys.carried(key), self._bits.cell(place, row), self._bits.bit(place)
        fields = self.fields(carried.kind, carried.values)
        sets = [f"{self.words.fields[name]} = {value};" for name, value in fields.items()]
        if self.many_kinds:
            sets.insert(0, f"got_kind = {self.words.kinds[self.keys.kinds[carried.kind]]};")
        if self._bits.cells > 1:
            sets.append(f"got_cell = {row * self._words + place // WORD};")
        aged = f", {row} tick{'s' * (row != 1)} old" if self.channel.lifetime is not None else ""
        look = (*sets, f"got_bit = {bit};")
        return Option(f"({cell} & {bit})", look, (f"{cell} = {cell} & ~{bit};",), self.text(carried) + aged)

    def has(self, asked: nodes.InFlight) -> str:
        """One question for each variable."""
        wanted = self.universe if asked.message is None else self.matching(asked, self.universe)
        return self._bits.some([self.universe.index(key) for key in wanted], self.ages)


def dense(words: Vocabulary, to: End) -> bool:
    """Whether every possible message towards that end has a bit of its own."""
    way = words.layout.ways[to]
    full = way.universe is not None and len(way.universe) == way.keys.total
    return full and way.channel.lifetime is None


__all__ = ["Dense", "Listed", "dense"]
