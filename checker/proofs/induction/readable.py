"""Numbers that a reader likes, where a counterexample leaves them open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from checker.proofs.induction.chain import Chain
from checker.proofs.induction.questions import Failure, Questions
from checker.proofs.induction.start import Beginning
from spec.notation import nodes
from spec.notation.ends import owner
from spec.notation.nodes import ENDS, End, Space
from spec.notation.systems import System

NEAR = (0, 1, 2)
"""How far from a number that an end chooses the numbers of its connection begin."""


def readable(questions: Questions, beginning: Beginning, failure: Failure) -> Any:
    """A model of a failure: of each symbol the first value that a reader would like and the rest allows."""
    solver = questions.solver()
    solver.add(*failure.asked)
    questions.check(solver)
    model = solver.model()
    for symbol, values in wishes(beginning, failure.chain):
        for value in values(model):
            if _is(model, symbol, value):
                solver.add(symbol == value)
                break
            solver.push()
            solver.add(symbol == value)
            if questions.check(solver) == "sat":
                model = solver.model()
                break
            solver.pop()
        else:
            solver.add(symbol == model.eval(symbol, model_completion=True))
    return model


def _is(model: Any, symbol: Any, value: int) -> bool:
    return bool(model.eval(symbol, model_completion=True).as_long() == value)


Wish = tuple[Any, Callable[[Any], Sequence[int]]]
"""A symbol, and the values that a reader would like for it beside what a model has for the others."""


def wishes(beginning: Beginning, chain: Chain) -> Iterator[Wish]:
    """The open symbols of a chain in the order in which they are fixed."""
    steps = beginning.steps
    for symbol, value in beginning.shown.values():
        yield symbol, _always(value)
    if chain.anywhere:
        yield from _first_moment(beginning)
    for arriving in chain.arriving:
        for (end, _), letter in arriving.items():
            for part, word in letter.fields.items():
                yield word, _always(*_field_values(steps.system, end, part))
    for case in steps.cases:
        for one in case.path.chosen:
            yield one.symbol, _always(*_numbers(steps.system, case.end))
    for (end, _), letters in steps.first.letters.items():
        for letter in letters:
            for part, word in letter.fields.items():
                yield word, _always(*_field_values(steps.system, end, part))


def _always(*values: int) -> Callable[[Any], Sequence[int]]:
    return lambda _: values


def _first_moment(beginning: Beginning) -> Iterator[Wish]:
    """An end that has not begun keeps the values of the start; the others have numbers that they may have chosen."""
    first, start = beginning.steps.first, beginning.moment
    for end in ENDS:
        yield first.control[end], _always(start.control[end].as_long(), *range(len(beginning.steps.frames[end].states)))
    for (end, var), symbol in first.values.items():
        plain = _plain(start.values[end, var])
        if isinstance(var.domain, nodes.Seqs):
            yield (
                symbol,
                _begun(
                    first.control[end],
                    _idle(beginning, end),
                    _numbers(beginning.steps.system, owner(var.domain.space, end)),
                ),
            )
        else:
            yield symbol, _always(plain, 0, 1, 2)


def _idle(beginning: Beginning, end: End) -> Sequence[int]:
    """The control states in which nothing has been chosen: that of the machine, and that of the system's start."""
    frame, start = beginning.steps.frames[end], beginning.moment
    idle = [frame.states.index(frame.machine.start.value)]
    given = beginning.system.start.get(end)
    chosen = given is not None and any(isinstance(var.domain, nodes.Seqs) and value for var, value in given.values)
    return idle if chosen else [*idle, start.control[end].as_long()]


def _begun(control: Any, idle: Sequence[int], numbers: Sequence[int]) -> Callable[[Any], Sequence[int]]:
    def values(model: Any) -> Sequence[int]:
        rests = model.eval(control, model_completion=True).as_long() in idle
        return (0, *numbers) if rests else (*numbers, 0)

    return values


def _plain(term: Any) -> int:
    return int(term.as_long()) if hasattr(term, "as_long") else 0


def _field_values(system: System, to: End, part: nodes.Field) -> Sequence[int]:
    if not isinstance(part.domain, nodes.Seqs):
        return (0, 1, 2, 3)
    whose = owner(part.domain.space, to)
    flying = (one for one in system.in_flight if one.to == to)
    old = [value for one in flying for kept, value in zip(one.message.fields, one.values, strict=True) if kept == part]
    return (0, *old, *_numbers(system, whose)) if part.domain.space is Space.OURS else (*old, *_numbers(system, whose))


def _numbers(system: System, owner: End) -> Sequence[int]:
    rule = system.isn.get(owner)
    return tuple(value + more for value in rule.values for more in NEAR) if rule is not None else ()
