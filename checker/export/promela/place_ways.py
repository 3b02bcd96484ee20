"""Queues, bags, and sets with a bound: so many places, the messages in the first of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checker.export.promela.names import indented
from checker.export.promela.vocabulary import AGE, KIND, Vocabulary, whole
from checker.export.promela.ways import Option, Queued
from checker.rows.configuration import Carried
from spec.notation import nodes
from spec.notation.channels import Store
from spec.notation.nodes import End


class Places(Queued):
    """The messages in places, in a queue the first to arrive first, else sorted, so that a state has one form."""

    def __init__(self, words: Vocabulary, to: End, start: Sequence[Carried], queue: int) -> None:
        super().__init__(words, to, start, queue)
        self.capacity = self.channel.capacity or 0
        self.count = words.names.new(f"count_to_{to}")
        self.take = f"{words.names.new(f'take_to_{to}')}();"
        self.load = f"{words.names.new(f'look_to_{to}')}();"
        self._stored = {part: words.names.new(f"{self.name}_{words.parts[part]}") for part in self.stored()}
        if not self.channel.loses:
            self.full = self._full(aged=False) if queue else ""
            self.full_when_older = self._full(aged=self.channel.oldest is not None) if queue else ""
        if self.channel.oldest is not None:
            self.age = f"{words.names.new(f'age_to_{to}')}();"
            if not self.channel.loses:
                oldest = self.channel.oldest
                self.waits = self._some(f"{self.part(AGE, '{0}')} == {oldest}")

    def _full(self, *, aged: bool) -> str:
        """Whether what was sent finds no room; in a set what is there already, and as young, takes none.

        ``aged``: all that is there grows older first, so that nothing is as young as what is sent.
        """
        if self.channel.store is not Store.SET:
            return f"({self.count} + {self.sent} > {self.capacity})"
        more: list[str] = []
        for turn in range(self.queue):
            sent = {name: f"{self.new(name)}[{turn}]" for name in self.parts()}
            before = [f"{value} == {self.new(name)}[{{0}}]" for name, value in sent.items()]
            again = [f"!({' && '.join(before or ['true']).format(earlier)})" for earlier in range(turn)]
            there = [] if aged else [f"!{self._there(sent)}"]
            more.append(f"({' && '.join([f'{self.sent} > {turn}', *there, *again])})")
        return f"({self.count} + {' + '.join(more)} > {self.capacity})"

    def no_room(self, values: Mapping[str, str]) -> str:
        """Whether a message finds no room."""
        full = f"({self.count} == {self.capacity})"
        return f"({full} && !{self._there(values)})" if self.channel.store is Store.SET else full

    def _there(self, values: Mapping[str, str]) -> str:
        """Whether such a message is in some place, as young as it is sent."""
        aged = [] if self.channel.oldest is None else [f"{self.part(AGE, '{0}')} == 0"]
        same = [f"{self.part(name, '{0}')} == {value}" for name, value in values.items()]
        return self._some(" && ".join([*same, *aged]) or "true")

    def part(self, name: str, place: str) -> str:
        """A part of the message in that place."""
        return f"{self._stored[name]}[{place}]"

    def stored(self) -> dict[str, str]:
        """What is kept of a message: each part with its type."""
        parts = {name: kind for name, (_, kind) in self.parts().items()}
        return parts if self.channel.oldest is None else {**parts, AGE: whole(self.keys.ages)}

    def declared(self) -> list[str]:
        """An array for each part, and how many there are."""
        lines = [f"byte {self.count}{f' = {len(self.start)}' if self.start else ''};"]
        for name, kind in self.stored().items():
            first = [self._first(one, name) for one in self._sorted()]
            rest = ["0"] * (self.capacity - len(first))
            said = f" = {{ {', '.join(first + rest)} }}" if any(one != "0" for one in first) else ""
            lines.append(f"{kind} {self._stored[name]}[{self.capacity}]{said};")
        return [*lines, *super().declared()]

    def _sorted(self) -> Sequence[Carried]:
        """What is there at the start, in the order of this text: Spin numbers the last name of an mtype 1."""
        if self.channel.store is Store.FIFO:
            return self.start
        names = list(self.words.kinds)

        def key(one: Carried) -> tuple[int, tuple[int, ...], int]:
            return -names.index(self.keys.kinds[one.kind]), tuple(self.fields(one.kind, one.values).values()), one.age

        return sorted(self.start, key=key)

    def _first(self, one: Carried, part: str) -> str:
        if part == KIND:
            return self.words.kinds[self.keys.kinds[one.kind]]
        return str(one.age if part == AGE else self.fields(one.kind, one.values)[part])

    def inlines(self) -> list[str]:
        """How a message is looked at, taken away and put in, and how all of them age."""
        look = [f"{variable} = {self.part(name, 'place')};" for name, (variable, _) in self.parts().items()]
        lines = [*super().inlines(), *_inline(self.load, look or ["skip;"]), *_inline(self.take, self._taken())]
        if self.queue:
            lines += _inline(self.post, self._posted())
        return [*lines, *_inline(self.age, self._aged())] if self.age else lines

    def _taken(self) -> list[str]:
        down = [f"{self.part(name, 'place')} = {self.part(name, 'place + 1')};" for name in self.stored()]
        last = [f"{self.part(name, self.count)} = 0;" for name in self.stored()]
        count = f"{self.count} = {self.count} - 1;"
        if self.capacity == 1 or not self.stored():
            return [count, *last]
        loop = [
            "do",
            f":: place < {self.count} ->",
            *indented([*down, "place = place + 1;"]),
            ":: else -> break;",
            "od;",
        ]
        return [count, *loop, *last]

    def _posted(self) -> list[str]:
        one = self._inserted()
        if self.channel.store is Store.SET:
            one = [
                *self._found(),
                "if",
                ":: copy_stays == 0 ->",
                *indented([*self._without_older(), *one]),
                ":: else",
                "fi;",
            ]
        turn = [f":: loop_j < {self.sent} ->", *indented([*one, "loop_j = loop_j + 1;"]), ":: else -> break;"]
        return ["loop_j = 0;", "do", *turn, "od;", f"{self.sent} = 0;"]

    def _same(self, place: str) -> str:
        parts = [f"{self.part(name, place)} == {self.new(name)}[loop_j]" for name in self.parts()]
        return " && ".join(parts) or "true"

    def _found(self) -> list[str]:
        """``copy_stays``: whether the message is there, as young as it is sent."""
        aged = "" if self.channel.oldest is None else f" && {self.part(AGE, 'loop_k')} == 0"
        same = [f":: {self._same('loop_k')}{aged} -> copy_stays = 1;", ":: else"]
        turn = [
            f":: loop_k < {self.count} ->",
            *indented(["if", *same, "fi;", "loop_k = loop_k + 1;"]),
            ":: else -> break;",
        ]
        return ["copy_stays = 0;", "loop_k = 0;", "do", *turn, "od;"]

    def _without_older(self) -> list[str]:
        """It is young again, where an older copy can do nothing that the younger cannot."""
        if self.channel.oldest is None or not self.channel.loses:
            return []
        gone = [
            f":: {self._same('loop_k')} ->",
            "    place = loop_k;",
            *indented(self._taken()),
            ":: else -> loop_k = loop_k + 1;",
        ]
        return [
            "loop_k = 0;",
            "do",
            f":: loop_k < {self.count} ->",
            *indented(["if", *gone, "fi;"]),
            ":: else -> break;",
            "od;",
        ]

    def _inserted(self) -> list[str]:
        up = [f"{self.part(name, 'loop_k')} = {self.part(name, 'loop_k - 1')};" for name in self.stored()]
        sets = [f"{self.part(name, 'loop_k')} = {self.new(name)}[loop_j];" for name in self.parts()]
        sets += [] if self.channel.oldest is None else [f"{self.part(AGE, 'loop_k')} = 0;"]
        lines = [f"loop_k = {self.count};"]
        if self.channel.store is not Store.FIFO and self.capacity > 1 and self.stored():
            move = [
                f":: loop_k > 0 && {self._before()} ->",
                *indented([*up, "loop_k = loop_k - 1;"]),
                ":: else -> break;",
            ]
            lines += ["do", *move, "od;"]
        lines += [*sets, f"{self.count} = {self.count} + 1;"]
        if self.full:
            return lines
        return ["if", f":: {self.count} < {self.capacity} ->", *indented(lines), ":: else   /* full: lost */", "fi;"]

    def _before(self) -> str:
        """Whether what is sent stands before the message below place k, by its parts in order."""
        said = ""
        for name in reversed(self.stored()):
            new = "0" if name == AGE else f"{self.new(name)}[loop_j]"
            old = self.part(name, "loop_k - 1")
            said = f"({new} < {old} || ({new} == {old} && {said}))" if said else f"({new} < {old})"
        return said

    def _aged(self) -> list[str]:
        names = list(self.stored())
        keep = [f"{self.part(name, 'loop_j')} = {self.part(name, 'loop_k')};" for name in names if name != AGE]
        keep += [f"{self.part(AGE, 'loop_j')} = {self.part(AGE, 'loop_k')} + 1;", "loop_j = loop_j + 1;"]
        old = [f":: {self.part(AGE, 'loop_k')} == {self.channel.oldest}   /* too old: lost */", ":: else ->"]
        one = ["if", *old, *indented(keep), "fi;", "loop_k = loop_k + 1;"]
        loop = ["do", f":: loop_k < {self.count} ->", *indented(one), ":: else -> break;", "od;"]
        rest = [f"{self.part(name, 'loop_k')} = 0;" for name in names]
        clear = ["do", ":: loop_k > loop_j ->", "    loop_k = loop_k - 1;", *indented(rest), ":: else -> break;", "od;"]
        return ["loop_k = 0;", "loop_j = 0;", *loop, *clear, f"{self.count} = loop_j;"]

    def options(self) -> list[Option]:
        """One for each place; in a queue the first; none where nothing is ever sent."""
        if not self.keys.kinds:
            return []
        places = 1 if self.channel.store is Store.FIFO else self.capacity
        return [self._option(place) for place in range(places)]

    def _option(self, place: int) -> Option:
        there = f"({self.count} > {place})"
        said = f"the message in place {place}" if self.capacity > 1 else "the message"
        return Option(there, (f"place = {place};",), (f"place = {place};", self.take), said)

    def has(self, asked: nodes.InFlight) -> str:
        """One question for each place."""
        if asked.message is None:
            return f"({self.count} > 0)"
        kinds = [kind for kind in self.keys.kinds if kind.__name__ == asked.message]
        if not kinds:
            return "false"
        questions: list[str] = []
        if self.many_kinds:
            questions.append(f"{self.part(KIND, '{0}')} == {self.words.kinds[kinds[0]]}")
        field = next((field for field in kinds[0].fields if field.name == asked.field), None)
        if asked.mask and field is not None and isinstance(field.domain, nodes.Bits):
            names = field.domain.names
            bits = [self.words.bits[names, place] for place in range(len(names)) if asked.mask >> place & 1]
            questions += [f"({self.part(field.name, '{0}')} & {bit})" for bit in bits]
        return self._some(" && ".join(questions) or "true")

    def _some(self, question: str) -> str:
        """Whether it is so in some place."""
        asked = (f"({self.count} > {place} && {question.format(place)})" for place in range(self.capacity))
        return f"({' || '.join(asked)})"


def _inline(call: str, body: list[str]) -> list[str]:
    return [f"inline {call[:-3]}() {{", *indented(body), "}"]
