"""What stands behind a verdict: it is not vacuous, it can fail, it is not owed to a bound, its run is a run.

Of each property that holds: in how many states its premise is true; that each mutant which its model declares breaks
it; that it holds with the bounds raised.  Of each that is shown by a run: that the reference interpreter takes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from checker.reference.replay import NotReplayed, replayed
from checker.results.answers import Answer, Verdict
from checker.search.clock import OutOfTime
from checker.verdicts.exploration import Exploration
from spec.notation.changes import Change
from spec.notation.models import Model
from spec.notation.properties import Property
from spec.notation.systems import System

BROKEN = {Verdict.HOLDS: Verdict.VIOLATED, Verdict.IMPOSSIBLE: Verdict.POSSIBLE}
"""What a mutant has to make of a verdict."""


@dataclass(frozen=True, slots=True)
class Held:
    """A property of a changed system."""

    change: str
    answer: Answer
    states: int
    as_wished: bool
    """Whether a mutant broke it, or a larger bound left it as it was."""
    changed: bool = True
    """Whether the change changes this system at all."""
    grown: bool = True
    """Whether more states were reached than without it."""


@dataclass(frozen=True, slots=True)
class Raised:
    """What has become of a verdict with each bound raised by one; a bound is named by what is allowed then."""

    still: tuple[str, ...] = ()
    turned: tuple[tuple[str, Answer], ...] = ()
    open: tuple[tuple[str, str], ...] = ()
    """With what it is not established, and why."""


@dataclass(frozen=True, slots=True)
class Assurance:
    """What stands behind one verdict, and what does not."""

    property: str
    witnesses: int | None = None
    """In how many states the premise is true, where the property has one."""
    mutants: tuple[Held, ...] = ()
    larger: tuple[Held, ...] = ()
    raised: Raised | None = None
    """What has become of it with each bound raised; None where nobody asked."""
    replayed: bool | None = None
    """Whether the reference interpreter took the run; None where there is none."""
    asked_again: bool = True
    """Whether the run, taken again, was seen to show it; what is known is not asked where there are too many points."""
    lacking: tuple[str, ...] = ()
    """What is missing or went wrong, in words; empty where nothing is."""


class Explorer(Protocol):
    """Explores a system, with properties, and with the other worlds that it may be for all the ends know."""

    def __call__(
        self, system: System, properties: Mapping[str, Property], *, worlds: Sequence[System]
    ) -> Exploration: ...


def assured(
    model: Model, found: Exploration, explorer: Explorer, first_look: Explorer | None = None
) -> Mapping[str, Assurance]:
    """The assurance of each established verdict; each changed system is explored once.

    ``first_look``: an explorer that gives up early.  A mutant is broken by one run, most often a short one; only where
    the first look found none is the mutant explored in full.  Where the time is over first, or Ctrl-C is pressed, that
    is what the rest lacks.
    """
    held = _Changed(model, found, explorer, first_look)
    made: dict[str, Assurance] = {}
    for name, answer in found.answers.items():
        if answer.verdict in BROKEN or answer.trace is not None:
            try:
                made[name] = _of(model, found, held, answer)
            except OutOfTime:
                pass
            except KeyboardInterrupt:
                found.clock.interrupt()
            made.setdefault(name, Assurance(name, answer.witnesses, lacking=(f"cut short by {found.clock.why}",)))
    return made


def shown(found: Exploration) -> Mapping[str, Assurance]:
    """Of each run that is shown, whether the reference interpreter takes it; no changed system is explored."""
    try:
        return {
            name: _of_shown(found, answer)
            for name, answer in found.answers.items()
            if answer.trace is not None and answer.verdict not in BROKEN
        }
    except KeyboardInterrupt:
        found.clock.interrupt()
        return {}


def _of(model: Model, found: Exploration, held: _Changed, answer: Answer) -> Assurance:
    found.clock.look()
    return _of_holding(model, held, answer) if answer.verdict in BROKEN else _of_shown(found, answer)


class _Changed:
    """The systems that a model's changes make, explored when they are first asked for."""

    def __init__(self, model: Model, found: Exploration, explorer: Explorer, first_look: Explorer | None) -> None:
        self.model, self.found, self.explorer, self.first_look = model, found, explorer, first_look
        self._known: dict[int, Exploration] = {}

    def __call__(self, change: Change, answer: Answer, wished: Verdict) -> Held:
        """What has become of a verdict."""
        here = self._known.get(id(change))
        if here is None:
            here = self._known[id(change)] = self._explored(change)
        other, changed = here.answers[answer.property], here.system != self.found.system
        as_wished, grown = changed and other.verdict is wished, here.states > self.found.states
        return Held(change.name, other, here.states, as_wished, changed, grown)

    def _explored(self, change: Change) -> Exploration:
        system, asked = change.of(self.found.system), self._asked(change)
        worlds = [change.of(one) for one in self.found.worlds]
        if self.first_look is not None and not self._enlarges(change):
            looked = self.first_look(system, asked, worlds=worlds)
            if looked.complete or all(one.verdict in BROKEN.values() for one in looked.answers.values()):
                return looked
        return self.explorer(system, asked, worlds=worlds)

    def _enlarges(self, change: Change) -> bool:
        return any(change is one for one in self.model.larger)

    def _asked(self, change: Change) -> Mapping[str, Property]:
        """The properties whose verdict is held against this change."""
        larger = self._enlarges(change)
        return {
            name: self.found.properties[name]
            for name, answer in self.found.answers.items()
            if answer.verdict in BROKEN and (larger or any(change is one for one in self.model.mutants_of(name)))
        }


def _of_holding(model: Model, held: _Changed, answer: Answer) -> Assurance:
    wished = BROKEN[answer.verdict]
    mutants = tuple(held(change, answer, wished) for change in model.mutants_of(answer.property))
    larger = tuple(held(change, answer, answer.verdict) for change in model.larger)
    lacking = (*_not_broken(mutants), *_not_held(larger))
    return Assurance(answer.property, answer.witnesses, mutants, larger, lacking=lacking)


def _not_broken(mutants: tuple[Held, ...]) -> Iterator[str]:
    if not mutants:
        yield "no mutant is declared that must break it"
    for one in mutants:
        if not one.as_wished:
            yield f"not broken by {one.change}: {one.answer!r}"


def _not_held(larger: tuple[Held, ...]) -> Iterator[str]:
    if not larger:
        yield "no larger bound is declared"
    for one in larger:
        if not one.as_wished:
            yield f"with {one.change}: {one.answer!r}" if one.changed else f"{one.change}: that changes nothing here"


def _of_shown(found: Exploration, answer: Answer) -> Assurance:
    assert answer.trace is not None
    try:
        asked = found.properties[answer.property]
        run = replayed(found.system, found.plan.ghosts, asked, answer.trace, found.worlds)
    except NotReplayed as fault:
        why = f"the run shown is not the reference interpreter's: {fault}"
        return Assurance(answer.property, answer.witnesses, replayed=False, lacking=(why,))
    return Assurance(answer.property, answer.witnesses, replayed=True, asked_again=run.asked_again)
