"""The moment at which a system starts, with numbers that may be any where its connection has chosen them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from checker.numbers.free_numbers import freed
from checker.numbers.words import Word
from checker.proofs.induction.moments import Kind, Letter, Moment, Own
from checker.proofs.induction.origins import drawn
from checker.proofs.induction.steps import CHOSEN, Steps
from spec.notation.errors import SpecError
from spec.notation.messages import Flying
from spec.notation.nodes import ENDS, End
from spec.notation.systems import System


class Beginning:
    """The start of a system.  ``shown``: for each symbol of a free number, the number that a reader would like."""

    def __init__(self, steps: Steps, *, free: bool = True) -> None:
        self.steps = steps
        self.shown: dict[str, tuple[Any, int]] = {}
        self.system = _freed(steps.system) if free else steps.system
        self.moment = self._moment()

    def _moment(self) -> Moment:
        moment = Moment(dict(self._control()), dict(self._values()), None, {}, self._letters())
        for end in ENDS:
            for var in drawn(self.system, end):
                word = moment.values.get((end, var))
                if word is not None and self._given(end).get(var.name):
                    moment.more.setdefault((end, CHOSEN), []).append((self.steps.z.BoolVal(True), (word,)))
        return moment

    def _control(self) -> Iterator[tuple[End, Any]]:
        for end in ENDS:
            begin = self.system.start.get(end)
            state = begin.state if begin is not None else self.system.machine(end).start
            yield end, self.steps.z.BitVecVal(self.steps.frames[end].states.index(state.value), 8)

    def _given(self, end: End) -> Mapping[str, int]:
        begin = self.system.start.get(end)
        return {} if begin is None else {var.name: value for var, value in begin.values}

    def _values(self) -> Iterator[tuple[Own, Any]]:
        for (end, var), symbol in self.steps.first.values.items():
            yield (end, var), self._number(self._given(end).get(var.name, var.start), symbol.size())

    def _number(self, value: int, bits: int) -> Any:
        z = self.steps.z
        if not isinstance(value, Word):
            return z.BitVecVal(value, bits)
        total = z.BitVecVal(value.offset, bits)
        for base, times in value.bases:
            symbol = z.BitVec(base.name, bits)
            self.shown[base.name] = symbol, base.shown
            total = total + symbol * times
        return total

    def _letters(self) -> dict[Kind, list[Letter]]:
        forged = [one for attacker in self.system.attackers() for one in attacker.by]
        letters: dict[Kind, list[Letter]] = {kind: [] for kind in self.steps.first.letters}
        for flying in (*self.system.in_flight, *forged):
            letters[flying.to, flying.message.__name__].append(self._letter(flying))
        return letters

    def _letter(self, flying: Flying) -> Letter:
        frame, scene = self.steps.frames[flying.to], self.steps.scene
        fields = {
            part: self._number(value if frame.receives(part) else 0, scene.bits(part.domain))
            for part, value in zip(flying.message.fields, flying.values, strict=True)
        }
        return Letter(self.steps.z.BoolVal(True), fields)


def _freed(system: System) -> System:
    """The system with free numbers; as it is where they stand at no initial number."""
    try:
        return freed(system)[0]
    except SpecError:
        return system
