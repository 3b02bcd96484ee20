"""What may happen to a system in one step: a call, a timer or an arrival at one end, along one path of its rows.

Nothing else happens to the set of everything ever sent: a loss is an arrival that does not come, a copy one that comes
twice.  A tick is taken by one end at a time, which reaches every state that both together reach.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from checker.numbers.solver import z3
from checker.proofs.induction.moments import Kind, Letter, Moment, Own, Scene
from checker.proofs.relation.paths import EndRelation, Path, of_words
from checker.rows.configuration import EndFrame, frames
from spec.notation import nodes
from spec.notation.ends import peer
from spec.notation.events import Arrival, Event
from spec.notation.invariants import Induction, chosen
from spec.notation.messages import Message
from spec.notation.nodes import ENDS, End
from spec.notation.systems import System
from spec.notation.variables import StartOver

Pairs = list[tuple[Any, Any]]
"""Symbols, each with the term that stands for it."""
CHOSEN = chosen.var


@dataclass(frozen=True, slots=True)
class Case:
    """One path of one end's rows on one event, from one control state."""

    end: End
    event: Event
    state: int
    path: Path

    @property
    def kind(self) -> Kind | None:
        """The message that arrives, if one does."""
        return (self.end, self.event.message.__name__) if isinstance(self.event, Arrival) else None


@dataclass
class Slots:
    """Symbols for what one step may send and remember besides: each with whether it does."""

    sent: dict[Kind, list[Letter]] = field(default_factory=dict[Kind, list[Letter]])
    kept: dict[Own, list[tuple[Any, tuple[Any, ...]]]] = field(
        default_factory=dict[Own, list[tuple[Any, tuple[Any, ...]]]]
    )


class Steps:
    """The steps of an induction's system, and symbols for the moments between them.

    ``wide``: its numbers are words of 32 bits, whatever the system's modulus.
    """

    def __init__(self, induction: Induction, *, wide: bool = True) -> None:
        self.z: Any = z3()
        system = of_words(induction.system)
        if not wide:
            system = replace(system, modulus=induction.system.modulus)
        asked: frozenset[Own] = frozenset(
            (part.end, part.var)
            for one in (*induction.lemmas().values(), *induction.given.values())
            for part in nodes.walk(one.formula.node)
            if isinstance(part, nodes.Of) and part.var.ghost and part.var != CHOSEN
        )
        self.system = induction.system
        self.frames: Mapping[End, EndFrame] = frames(system, asked)
        self.ends = {end: EndRelation(self.frames[end], f"{end}.") for end in ENDS}
        self.scene = Scene(self.z, self.frames)
        self.histories = tuple(self._histories())
        self.cases = tuple(self._cases())
        self.first = self._first()

    def _histories(self) -> Iterator[Own]:
        for end in ENDS:
            yield end, CHOSEN
            for var in self.frames[end].slots:
                if isinstance(var.domain, nodes.Tuples):
                    yield end, var

    def _cases(self) -> Iterator[Case]:
        for end in ENDS:
            for event in self.ends[end].events:
                for state in range(len(self.frames[end].states)):
                    for path in self.ends[end].paths(event, state):
                        if path.fired:
                            yield Case(end, event, state, path)

    # the symbols of a moment

    def _control(self, end: End, suffix: str) -> Any:
        return self.z.BitVec(f"{end}.state{suffix}", 8)

    def _first(self) -> Moment:
        """Any moment: the symbols over which paths speak."""
        values: dict[Own, Any] = {(end, var): word for end in ENDS for var, word in self.ends[end].variables.items()}
        return Moment({end: self._control(end, "") for end in ENDS}, values, self.base(), {}, self.letters("old"))

    def base(self) -> dict[Own, Any]:
        """A function for each history: any set of tuples."""
        return {own: self._function(own) for own in self.histories}

    def _function(self, own: Own) -> Any:
        end, var = own
        assert isinstance(var.domain, nodes.Tuples)
        sorts = [self.z.BitVecSort(self.scene.bits(part)) for part in var.domain.parts]
        return self.z.Function(f"{end}.{var.name}", *sorts, self.z.BoolSort())

    def letters(self, name: str) -> dict[Kind, list[Letter]]:
        """An arbitrary message of each kind to each end, if there is one."""
        return {
            (end, kind.__name__): [self.letter(end, kind, name, self.z.Bool(f"{name} to {end} {kind.__name__}"))]
            for end in ENDS
            for kind in self.frames[end].kinds
        }

    def letter(self, end: End, kind: type[Message], name: str, there: Any = None) -> Letter:
        """A message of symbols."""
        fields = {
            part: self.scene.symbol(f"{name} to {end} {part.message}.{part.name}", part.domain) for part in kind.fields
        }
        return Letter(self.z.BoolVal(True) if there is None else there, fields)

    def arriving(self, end: End, kind: type[Message]) -> Letter:
        """The message that arrives in a step: the symbols over which paths speak."""
        return Letter(self.z.BoolVal(True), {part: self.ends[end].fields[part] for part in kind.fields})

    # what a step changes

    def slots(self, suffix: str) -> Slots:
        """Symbols for all that one step may send and remember."""
        slots = Slots()
        for end in ENDS:
            for kind in self.frames[end].kinds:
                most = max((self._sends(case, end, kind) for case in self.cases), default=0)
                flags = [self.z.Bool(f"sent {place} to {end} {kind.__name__}{suffix}") for place in range(most)]
                slots.sent[end, kind.__name__] = [
                    self.letter(end, kind, f"sent {place}{suffix}", flag) for place, flag in enumerate(flags)
                ]
        for own in self.histories:
            most = max((len(self._kept(case, own)) for case in self.cases), default=0)
            slots.kept[own] = [self._keeping(own, f"{place}{suffix}") for place in range(most)]
        return slots

    def _keeping(self, own: Own, suffix: str) -> tuple[Any, tuple[Any, ...]]:
        end, var = own
        assert isinstance(var.domain, nodes.Tuples)
        name = f"{end}.{var.name} takes {suffix}"
        parts = (self.scene.symbol(f"{name}, {place}", part) for place, part in enumerate(var.domain.parts))
        return self.z.Bool(name), tuple(parts)

    def _sends(self, case: Case, to: End, kind: type[Message]) -> int:
        return 0 if case.end == to else sum(one.message is kind for one in case.path.sends)

    def _kept(self, case: Case, own: Own) -> list[tuple[Any, ...]]:
        end, var = own
        if case.end != end:
            return []
        if var == CHOSEN:
            return [(one.symbol,) for one in case.path.chosen]
        return [values for other, values in case.path.remembers if other == var]

    def after(self, before: Moment, suffix: str, slots: Slots) -> Moment:
        """The moment after a step, in symbols of its own."""
        values: dict[Own, Any] = {
            (end, var): self.z.BitVec(f"{word}{suffix}", word.size())
            for end in ENDS
            for var, word in self.ends[end].variables.items()
        }
        more = {own: [*before.more.get(own, ()), *slots.kept[own]] for own in self.histories}
        letters = {kind: [*before.letters[kind], *slots.sent[kind]] for kind in before.letters}
        return Moment({end: self._control(end, suffix) for end in ENDS}, values, before.base, more, letters)

    def pairs(self, case: Case, before: Moment, after: Moment, slots: Slots) -> Pairs:
        """Each symbol of the moment after with what a case makes of it, over the symbols of paths."""
        other = peer(case.end)
        made: Pairs = [
            (after.control[case.end], self.z.BitVecVal(case.path.state, 8)),
            (after.control[other], before.control[other]),
        ]
        for (end, var), symbol in after.values.items():
            same = before.values[end, var]
            made.append((symbol, case.path.sets.get(var, same) if end == case.end else same))
        sent: dict[Kind, list[tuple[Any, ...]]] = {
            (to, name): [one.values for one in case.path.sends if to == other and one.message.__name__ == name]
            for to, name in slots.sent
        }
        return made + self._written(slots, sent, {own: self._kept(case, own) for own in slots.kept})

    def idle(self, before: Moment, after: Moment, slots: Slots) -> Pairs:
        """The same where nothing happens."""
        same: Pairs = [(after.control[end], before.control[end]) for end in ENDS]
        same += [(symbol, before.values[own]) for own, symbol in after.values.items()]
        return same + self._written(slots, {}, {})

    def _written(
        self, slots: Slots, sent: Mapping[Kind, list[tuple[Any, ...]]], kept: Mapping[Own, list[tuple[Any, ...]]]
    ) -> Pairs:
        """What is written into each slot, and into which nothing is."""
        made: Pairs = []
        for kind, letters in slots.sent.items():
            given = sent.get(kind, [])
            for place, letter in enumerate(letters):
                made.append((letter.there, self.z.BoolVal(place < len(given))))
                made += self._filled(list(letter.fields.values()), given, place)
        for own, tuples in slots.kept.items():
            given = kept.get(own, [])
            for place, (there, parts) in enumerate(tuples):
                made.append((there, self.z.BoolVal(place < len(given))))
                made += self._filled(list(parts), given, place)
        return made

    def _filled(self, symbols: Sequence[Any], given: Sequence[tuple[Any, ...]], place: int) -> Pairs:
        values = given[place] if place < len(given) else [self.z.BitVecVal(0, symbol.size()) for symbol in symbols]
        return list(zip(symbols, values, strict=True))

    def fresh(self, case: Case, moment: Moment) -> list[Any]:
        """That a number that is chosen was not chosen before, where the system's rule says so."""
        found: list[Any] = []
        for place, one in enumerate(case.path.chosen):
            if never_again(self.system, case.end):
                found.append(self.z.Not(self.scene.remembers(moment, (case.end, CHOSEN), [one.symbol])))
                found += [one.symbol != other.symbol for other in case.path.chosen[:place]]
        return found


def never_again(system: System, end: End) -> bool:
    """Whether an end never chooses a number again: its rule says so, and its source does not start over."""
    rule = system.isn.get(end)
    effects = (effect for row in system.machine(end).rows for effect in row.do)
    return rule is not None and rule.each_once and not any(isinstance(effect, StartOver) for effect in effects)
