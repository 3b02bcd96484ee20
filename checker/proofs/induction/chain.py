"""Steps one after the other, in the solver's terms: from any moment, or from the start of the system."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from checker.proofs.induction.moments import Kind, Letter, Moment
from checker.proofs.induction.steps import Case, Pairs, Steps
from spec.notation.nodes import ENDS


class Chain:
    """``length`` steps from a moment; the last of them is looked at case by case.

    ``anywhere``: the first moment is any, and what arrives may have been sent at any time before.
    """

    def __init__(self, steps: Steps, first: Moment, length: int, *, anywhere: bool) -> None:
        self.steps, self.z, self.anywhere = steps, steps.z, anywhere
        self.arriving = [self._arriving(place) for place in range(length)]
        self.old = [self._flags(place) for place in range(length)]
        self.moments = [first]
        self.slots = [steps.slots("'" * (place + 1)) for place in range(length)]
        for place in range(length):
            self.moments.append(steps.after(self.moments[-1], "'" * (place + 1), self.slots[place]))
        self._renamings = [self._renaming(place) for place in range(length)]
        self.constraints = [self._any_step(place) for place in range(length - 1)]

    @property
    def place(self) -> int:
        """The place of the last step, 0 for the first."""
        return len(self.moments) - 2

    @property
    def last(self) -> Moment:
        """The moment before the last step."""
        return self.moments[-2]

    def _arriving(self, place: int) -> dict[Kind, Letter]:
        found: dict[Kind, Letter] = {}
        for end in ENDS:
            for kind in self.steps.frames[end].kinds:
                letter = self.steps.arriving(end, kind)
                found[end, kind.__name__] = letter if place == 0 else self.steps.letter(end, kind, f"arrival {place}")
        return found

    def _flags(self, place: int) -> dict[Kind, Any]:
        """Whether what arrives in that step was there at first, for each kind of its own."""
        return {kind: self.z.Bool(f"arrival {place} to {kind} is old") for kind in self.arriving[place]}

    def _renaming(self, place: int) -> Pairs:
        """The symbols of paths, each with what stands for it in the step of that place."""
        moment, first = self.moments[place], self.steps.first
        pairs: Pairs = [(first.control[end], moment.control[end]) for end in ENDS]
        pairs += [(symbol, moment.values[own]) for own, symbol in first.values.items()]
        for kind, letter in self.arriving[0].items():
            pairs += zip(letter.fields.values(), self.arriving[place][kind].fields.values(), strict=True)
        if place:
            for case in self.steps.cases:
                pairs += [(one.symbol, self._choice(one.symbol, place)) for one in case.path.chosen]
        return [(one, other) for one, other in pairs if not one.eq(other)]

    def _choice(self, symbol: Any, place: int) -> Any:
        return self.z.BitVec(f"{symbol} of step {place}", symbol.size())

    def renamed(self, term: Any, place: int) -> Any:
        """A term of paths, in the step of that place."""
        pairs = self._renamings[place]
        return self.z.substitute(term, *pairs) if pairs else term

    def enabled(self, case: Case, place: int) -> list[Any]:
        """What must be true for a case to be the step of that place."""
        moment = self.moments[place]
        asked = [self.renamed(self.z.And(case.path.guard, *self._in_control(case)), place), *self._sent(case, place)]
        return [*asked, *(self.renamed(one, place) for one in self.steps.fresh(case, moment))]

    def _in_control(self, case: Case) -> list[Any]:
        return [self.steps.first.control[case.end] == case.state]

    def _sent(self, case: Case, place: int) -> list[Any]:
        """That what arrives was sent before."""
        if case.kind is None:
            return []
        arrived = self.arriving[place][case.kind]
        ways = [
            self.z.And(one.there, *(arrived.fields[part] == word for part, word in one.fields.items()))
            for one in self._explicit(case.kind, place)
        ]
        return [self.z.Or(*ways, *([self.old[place][case.kind]] if self.anywhere else []))]

    def _explicit(self, kind: Kind, place: int) -> list[Letter]:
        """The messages of that kind that are there by then: those of the start, and those of the steps before."""
        letters = self.moments[place].letters[kind]
        return letters[1:] if self.anywhere else letters

    def pairs(self, case: Case, place: int) -> Pairs:
        """Each symbol of the moment after that step, with what the case makes of it."""
        made = self.steps.pairs(case, self.steps.first, self.moments[place + 1], self.slots[place])
        renaming = self._renamings[place]
        return [(symbol, self.z.substitute(term, *renaming) if renaming else term) for symbol, term in made]

    def _any_step(self, place: int) -> Any:
        ways = [
            self.z.And(*self.enabled(case, place), *(symbol == term for symbol, term in self.pairs(case, place)))
            for case in self.steps.cases
        ]
        return self.z.Or(*ways)

    def known(self, place: int, last: Kind | None) -> Moment:
        """The moment of that place with the messages that arrive in any step and were sent before the first.

        ``last``: what arrives in the last step; None: nothing does.
        """
        moment = self.moments[place]
        if not self.anywhere:
            return moment
        letters = {kind: list(known) for kind, known in moment.letters.items()}
        for step, (arriving, old) in enumerate(zip(self.arriving, self.old, strict=True)):
            for kind, letter in arriving.items():
                if step < self.place or kind == last:
                    letters[kind].append(replace(letter, there=old[kind]))
        return replace(moment, letters=letters)
