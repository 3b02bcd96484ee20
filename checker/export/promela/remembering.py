"""History variables: a bit for each tuple that one may remember."""

from __future__ import annotations

from checker.export.promela.mask_ways import MaskBits
from checker.export.promela.names import indented
from checker.export.promela.vocabulary import Vocabulary
from spec.notation import nodes
from spec.notation.nodes import End, Var


class Remembering:
    """A history variable: a bit for each tuple that it may remember."""

    def __init__(self, words: Vocabulary, end: End, var: Var, tuples: list[tuple[int, ...]]) -> None:
        self.name, self.tuples = words.variables[end, var], tuples
        self.bits = MaskBits(self.name, max(len(tuples), 1))
        self.call = words.names.new(f"{end}_{var.name}_remembers")
        size = len(var.domain.parts) if isinstance(var.domain, nodes.Tuples) else 0
        self.parts = [words.names.new(f"part_{place}") for place in range(size)]

    def variables(self) -> list[tuple[str, str]]:
        """The variables of the bits, each with its type."""
        return [(self.bits.at(str(cell)), self.bits.type) for cell in range(self.bits.cells)]

    def inline(self) -> list[str]:
        """How a tuple is remembered."""
        names = self.parts
        lines = ["if"]
        for place, values in enumerate(self.tuples):
            asked = " && ".join(f"({name}) == {value}" for name, value in zip(names, values, strict=True))
            cell = self.bits.cell(place)
            lines.append(f":: {asked} -> {cell} = {cell} | {self.bits.bit(place)};")
        body = indented([*lines, ":: else -> assert(bound_met);", "fi;"])
        return [f"inline {self.call}({', '.join(names)}) {{", *body, "}"]

    def has(self, values: list[str]) -> str:
        """Whether it remembers the tuple."""
        found = [
            f"({' && '.join(f'{asked} == {value}' for asked, value in zip(values, one, strict=True))} && "
            f"({self.bits.cell(place)} & {self.bits.bit(place)}))"
            for place, one in enumerate(self.tuples)
        ]
        return f"({' || '.join(found)})" if found else "false"
