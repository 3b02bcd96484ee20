"""Mutants of a machine: each its table with one row dropped or altered (DeMillo, Lipton and Sayward 1978).

A table that tests cannot tell from its mutants says more than anyone has looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from checker.rows.configuration import frames
from checker.rows.decisions import Ask, Cut, Leaf, Pick, Tree
from checker.rows.lower import Reading
from spec.notation import nodes
from spec.notation.channels import LOSSY
from spec.notation.errors import SpecError
from spec.notation.events import TICK, Arrival, Call, Timer
from spec.notation.machines import Machine
from spec.notation.messages import Send
from spec.notation.row_changes import with_rows
from spec.notation.rows import Effect, Row, Then
from spec.notation.systems import System
from spec.notation.variables import Assign, Draw, Remember, StartOver
from spec.notation.wording import words

MANY = 5
"""So many variables set back to their start make one effect: forgetting."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One alteration of one row."""

    row: str
    change: str
    """In words: ``without its guard``."""
    new: Row

    @property
    def wider(self) -> bool:
        """Whether the row may fire where it did not."""
        made = self.new.made_from
        return made is not None and self.new.when != made.when

    def __str__(self) -> str:
        return f"{self.row}: {self.change}"


def mutants(machine: type[Machine]) -> Iterator[Mutant]:
    """Every mutant of a machine's own table, row by row."""
    for row in machine.rows:
        for change, new in _altered(machine, row):
            yield Mutant(row.name, change, replace(new, made_from=row, name=""))


@lru_cache(maxsize=128)  # each killer asks for the same few tables
def mutated(machine: type[Machine], mutant: Mutant) -> type[Machine]:
    """The machine with the row altered; the machine itself where it has another row of that name, or none.

    SpecError where the altered table is refused at declaration.
    """
    original = mutant.new.made_from
    if not any(row is original for row in machine.rows):
        return machine
    return with_rows(machine, {mutant.row: mutant.new})


def refused(machine: type[Machine], mutant: Mutant) -> str:
    """Why the altered table is refused at declaration; empty where it is not."""
    try:
        mutated(machine, mutant)
    except SpecError as error:
        return str(error)
    return ""


def _altered(machine: type[Machine], row: Row) -> Iterator[tuple[str, Row]]:
    yield "dropped", replace(row, dropped=True)
    if row.when != nodes.TRUTH:
        yield "without its guard", replace(row, when=nodes.TRUTH)
    for words_of, do in _fewer(row.do):
        yield f"without {words_of}", replace(row, do=do)
    for words_of, do in _swapped(row.do):
        yield words_of, replace(row, do=do)
    if row.then is Then.RETURN:
        yield "without RETURN", replace(row, then=Then.CONTINUE)
    if row.to is not None:
        yield "stays in its state", replace(row, to=None)
        others = [state for state in machine.states() if state not in (row.to, *row.at)]
        if others:
            yield f"goes to {others[-1].value}", replace(row, to=others[-1])


def _fewer(do: tuple[Effect, ...]) -> Iterator[tuple[str, tuple[Effect, ...]]]:
    """The effects with one left out; history is for properties alone, and setting back is one effect."""
    backs = {place for place, effect in enumerate(do) if _sets_back(effect)}
    if len(backs) >= MANY:
        yield "forgetting", tuple(effect for place, effect in enumerate(do) if place not in backs)
    for place, effect in enumerate(do):
        alone = place not in backs or len(backs) < MANY
        ghost = isinstance(effect, Remember) or (isinstance(effect, Assign) and effect.var.ghost)
        if alone and not ghost:
            yield effect_words(effect), do[:place] + do[place + 1 :]


def _sets_back(effect: Effect) -> bool:
    if not isinstance(effect, Assign):
        return False
    value = effect.value
    if isinstance(value, nodes.AsNumber) and value.condition == nodes.FALSEHOOD:
        return effect.var.start == 0
    return value == nodes.Const(effect.var.start)


def _swapped(do: tuple[Effect, ...]) -> Iterator[tuple[str, tuple[Effect, ...]]]:
    for place, effect in enumerate(do):
        if isinstance(effect, Send):
            numbers = [at for at, field in enumerate(effect.message.fields) if isinstance(field.domain, nodes.Seqs)]
            if len(numbers) > 1 and effect.values[numbers[0]] != effect.values[numbers[1]]:
                values = list(effect.values)
                first, second = numbers[:2]
                values[first], values[second] = values[second], values[first]
                names = [effect.message.fields[at].name for at in (first, second)]
                yield (
                    f"{' and '.join(names)} swapped",
                    (*do[:place], Send(effect.message, tuple(values)), *do[place + 1 :]),
                )


def effect_words(effect: Effect) -> str:
    """An effect in words: ``RCV.NXT := SEG.SEQ + 1``."""
    match effect:
        case Assign(var=var, value=value):
            return f"{var.name} := {words(value)}"
        case Draw(var=var):
            return f"{var.name} chosen"
        case Remember(var=var):
            return f"{var.name} remembered"
        case Send(message=message):
            return f"the {message.__name__.lower()} sent"
        case StartOver():
            return "its numbers begun again"


def same_decisions(one: type[Machine], other: type[Machine], settings: Sequence[Mapping[str, int]]) -> bool:
    """Whether two tables do the same in every state, on every event, under each setting of the parameters.

    A mutant of which this is true is no mutant: no test can tell it from the table.  By which row they do it
    does not matter, and a row that does nothing is as good as none.
    """
    return all(_decisions(one, params) == _decisions(other, params) for params in settings)


def _decisions(machine: type[Machine], params: Mapping[str, int]) -> tuple[Tree, ...]:
    return _known_decisions(machine, tuple(sorted(params.items())))


@lru_cache(maxsize=8)
def _known_decisions(machine: type[Machine], params: tuple[tuple[str, int], ...]) -> tuple[Tree, ...]:
    frame = frames(System(machine, machine, LOSSY, params=dict(params)))["A"]
    return tuple(
        _done(reading.tree(state), state, may_be_ignored=not isinstance(reading.event, Call | Timer))
        for reading in [Reading(frame, event) for event in (*frame.events, TICK, *map(Arrival, frame.kinds))]
        for state in range(len(frame.states))
    )


def _done(tree: Tree, state: int, *, may_be_ignored: bool) -> Tree:
    """The tree without the names of the rows, and without questions on which nothing depends."""
    match tree:
        case Ask(condition=condition, yes=yes, no=no):
            sides = [_done(side, state, may_be_ignored=may_be_ignored) for side in (yes, no)]
            return sides[0] if sides[0] == sides[1] else Ask(condition, *sides)
        case Pick(index=index, numbers=numbers, then=then):
            return Pick(index, numbers, _done(then, state, may_be_ignored=may_be_ignored))
        case Leaf(fired=fired) if fired:
            nothing = may_be_ignored and replace(tree, fired=()) == Leaf(state)
            sets = tuple(sorted(tree.sets, key=lambda one: one[0].name))
            return replace(tree, fired=() if nothing else (0,), sets=sets)
        case Cut():
            return replace(tree, fired=())
        case _:
            return tree
