"""What the things of a system are called in its Promela text, and of which type they are."""

from __future__ import annotations

from collections.abc import Iterable

from checker.export.promela.names import Names
from checker.packed.layout import Layout, size
from checker.rows.configuration import EndFrame
from spec.notation import nodes
from spec.notation.errors import SpecError
from spec.notation.messages import Message
from spec.notation.nodes import End, Var
from spec.notation.systems import ENDS, System

LARGEST = 1 << 30
"""Two numbers below it can be added in an ``int`` of Promela."""
WORD = 31
"""Bits that a mask has in an ``int`` of Promela."""


class Vocabulary:
    """The names of a system's text."""

    def __init__(self, layout: Layout) -> None:
        self.layout, self.system, self.frames = layout, layout.system, layout.frames
        if self.system.modulus > LARGEST:
            raise SpecError(f"sequence numbers mod {self.system.modulus} do not fit into an int of Promela")
        self.names = names = Names()
        for word in ("MODULUS", "LESS", "UP_TO", "WRAPPED", *SCRATCH):
            names.new(word)
        self.states = self._numbered(state for end in ENDS for state in self.frames[end].states)
        self.kinds: dict[type[Message], str] = {}
        for end in ENDS:
            for kind in self.frames[end].kinds:
                self.kinds.setdefault(kind, names.new(kind.__name__))
        self.bits = self._bits()
        self.state: dict[End, str] = {end: names.new(f"{end}.state") for end in ENDS}
        self.variables = {(end, var): names.new(f"{end}.{var.name}") for end in ENDS for var in self.frames[end].slots}
        self.fields = self._fields()
        self.parts = self._parts()
        self.given = {part: names.new(f"its_{name}") for part, name in self.parts.items()}
        """What the parts of a message are called where it is sent."""
        self.choice: dict[End, str] = {end: names.new(f"{end}.choice") for end in ENDS}
        """Where the numbers are found that an end draws from among several."""
        self.choices: dict[End, str] = {end: names.new(f"{self.choice[end]}s") for end in ENDS}
        """How many of them were taken."""

    def _numbered(self, texts: Iterable[str]) -> dict[str, str]:
        return {text: self.names.new(text) for text in dict.fromkeys(texts)}

    def _bits(self) -> dict[tuple[tuple[str, ...], int], str]:
        """A name for each bit of each field of bits, by the names that stand together, and the bit's place."""
        found: dict[tuple[tuple[str, ...], int], str] = {}
        for kind in self.kinds:
            for field in kind.fields:
                if isinstance(field.domain, nodes.Bits):
                    for place, name in enumerate(field.domain.names):
                        if (field.domain.names, place) not in found:
                            found[field.domain.names, place] = self.names.new(name)
        return found

    def _fields(self) -> dict[str, str]:
        """Where a field of the message that arrives is found, by its name: kinds share those of the same name."""
        prefixes = {field.prefix for kind in self.kinds for field in kind.fields}
        prefix = next(iter(prefixes)) if len(prefixes) == 1 else "got."
        names = dict.fromkeys(field.name for kind in self.kinds for field in kind.fields)
        return {name: self.names.new(prefix + name) for name in names}

    def _parts(self) -> dict[str, str]:
        """What each part of a message is called behind the name of the way that it is on."""
        apart = Names()
        fields = dict.fromkeys(field.name for kind in self.kinds for field in kind.fields)
        return {KIND: apart.new("kind"), AGE: apart.new("age"), **{name: apart.new(name) for name in fields}}

    def sizes(self, to: End) -> dict[str, int]:
        """How many values each field has in the messages to that end; those with one value are left out."""
        found: dict[str, int] = {}
        keys = self.layout.ways[to].keys
        for kind, sizes in zip(keys.kinds, keys.sizes, strict=True):
            for field, one in zip(kind.fields, sizes, strict=True):
                found[field.name] = max(found.get(field.name, 1), one)
        return {name: one for name, one in found.items() if one > 1}


KIND, AGE = "\0kind", "\0age"
"""The parts of a message that are no fields: no field can be called so."""
SCRATCH = {
    "reading": "byte",
    "bound_met": "byte",
    "copy_stays": "byte",
    "got_kind": "mtype",
    "got_bit": "int",
    "got_cell": "byte",
    "place": "byte",
    "loop_k": "byte",
    "loop_j": "byte",
}
"""Variables that are no part of a state: they are set before they are read, within one step."""


def whole(values: int) -> str:
    """The smallest type that has so many values.

    >>> whole(2), whole(256), whole(1024), whole(65536)
    ('byte', 'byte', 'short', 'int')
    """
    if values > LARGEST:
        raise SpecError(f"a variable or a field with {values:,} values does not fit into an int of Promela")
    return "byte" if values <= 256 else "short" if values <= 32768 else "int"


def typed(var: Var, system: System) -> str:
    """The type of a variable."""
    return "bool" if isinstance(var.domain, nodes.Flags) else whole(size(var.domain, system))


def masks(bits: int) -> tuple[str, int]:
    """The type of a mask of so many bits, and how many of them it takes.

    >>> masks(8), masks(24), masks(40)
    (('byte', 1), ('int', 1), ('int', 2))
    """
    if bits <= 8:
        return "byte", 1
    return ("short" if bits <= 15 else "int"), -(-bits // WORD)


def plain(frame: EndFrame) -> list[Var]:
    """An end's slots without its histories."""
    return [var for var in frame.slots if not isinstance(var.domain, nodes.Tuples)]
