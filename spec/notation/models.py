"""Models: a system with a name, its properties and the verdicts expected of them."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace

from spec.notation.asking import EXPECTED, Asks
from spec.notation.assumptions import Assumption
from spec.notation.calling import spelt, spelt_class
from spec.notation.changes import Change
from spec.notation.errors import Place, SpecError, fault, here, shown
from spec.notation.fairness_checks import check_fairness
from spec.notation.formulas_of import formulas
from spec.notation.knowledge import WhoKnows
from spec.notation.liveness import Eventually, LeadsTo
from spec.notation.naming import checked, checked_name
from spec.notation.properties import AlwaysPossible, Cheapest, NeverStuck, Property, Sometimes
from spec.notation.stable import check_facts, check_knowledge
from spec.notation.systems import System
from spec.notation.worlds import check_asked, check_worlds


@dataclass(frozen=True, slots=True)
class Range:
    """The values that a model's parameter may take."""

    least: int
    most: int
    monotone: tuple[str, ...] = ()
    """Properties whose verdict changes at most once over the range."""


@spelt
def between(least: int, most: int, monotone: tuple[str, ...] = ()) -> Range:
    """The values that a model's parameter may take, both ends included.

    ``monotone`` names the properties whose verdict changes at most once over them: a sweep may then bisect.
    SpecError where the least is more than the most.
    """
    if least > most:
        raise fault(f"between({least}, {most}) holds no number: give the least first")
    return Range(least, most, monotone)


@spelt_class
@dataclass(frozen=True)
class Model:
    """A system and what is asked of it: ``asks(agreement, ask(was_there, "VIOLATED"))``.

    ``properties`` may be a mapping of names to properties as well; then ``expect`` maps a property's name to its
    verdict in words.  A property without one is expected to hold (an Always, a NeverStuck) or to be possible (a
    Sometimes).  Half of a course's models are meant to fail.

    ``mutants``: for each property that holds, the changes that must break it.  ``larger``: the bounds raised by one,
    under which it must hold as well.  SpecError where the parts do not fit together.
    """

    system: System
    properties: Mapping[str, Property]
    expect: Mapping[str, str] = field(default_factory=dict[str, str])
    about: str = ""
    rfc: str = ""
    mutants: Mapping[str, Change | tuple[Change, ...]] = field(default_factory=dict[str, "Change | tuple[Change, ...]"])
    larger: tuple[Change, ...] = ()
    name: str = ""
    worlds: tuple[System, ...] = ()
    """Other systems that it may be for all the ends know beforehand; they differ in channels and facts alone."""
    tables: Mapping[str, WhoKnows] = field(default_factory=dict[str, "WhoKnows"])
    assuming: Mapping[str, Assumption] = field(default_factory=dict[str, Assumption])
    """Disciplines of initial numbers under which these make no difference: no verdict of an Always has a condition."""
    place: Place = field(default_factory=here, compare=False)

    def __post_init__(self) -> None:
        if not isinstance(self.system, System):
            raise fault(f"Model({shown(self.system)}, ...): give a System first")
        if not isinstance(self.properties, Mapping):
            raise fault("Model(..., properties): give what is asked, asks(safe), or names, {'safe': ...}")
        if isinstance(self.properties, Asks):
            self._take(self.properties)
        for name, one in self.properties.items():
            checked_name(name, "the name of a property")
            if not isinstance(one, Property):
                raise fault(f"properties['{name}'] is {shown(one)}: give a property, such as Always(...)")
        for name, verdict in self.expect.items():
            if name not in self.properties:
                raise fault(f"expect names '{name}', but the properties are {', '.join(self.properties) or 'none'}")
            if verdict not in EXPECTED:
                raise fault(f"expect['{name}'] = {verdict!r}: it is one of {', '.join(EXPECTED)}")
        for name in self.mutants:
            if name not in self.properties:
                raise fault(f"mutants names '{name}', but the properties are {', '.join(self.properties) or 'none'}")
        for one in self.properties.values():
            if isinstance(one, LeadsTo | Eventually):
                check_fairness(self.system, one.fair)
        check_worlds(self.system, self.worlds)
        check_knowledge(self.system, self.properties.values())
        for one in self.properties.values():
            check_asked((self.system, *self.worlds), formulas(one), str(one.place))
        for name, given in self.assuming.items():
            if not isinstance(given, Assumption):
                raise fault(f"assuming['{name}'] is {shown(given)}: give an assumption, assuming(about, formula)")
        for name, table in self.tables.items():
            if not isinstance(table, WhoKnows):
                raise fault(f"tables['{name}'] is {shown(table)}: give a table, WhoKnows(about, along, {{'row': ...}})")
            check_asked((self.system, *self.worlds), (table.along, *table.rows.values()), str(table.place))
            for formula in table.rows.values():
                check_facts(self.system, formula, str(table.place))

    def _take(self, asked: Asks) -> None:
        """Set what the questions say."""
        object.__setattr__(self, "expect", {**asked.expect, **self.expect})
        object.__setattr__(self, "mutants", {**asked.mutants, **self.mutants})
        object.__setattr__(self, "properties", dict(asked))

    def only(self, names: Collection[str]) -> Model:
        """The same model with these of its properties alone."""
        return replace(
            self,
            properties={name: one for name, one in self.properties.items() if name in names},
            expect={name: verdict for name, verdict in self.expect.items() if name in names},
            mutants={name: change for name, change in self.mutants.items() if name in names},
        )

    def mutants_of(self, name: str) -> tuple[Change, ...]:
        """The changes that must break a property."""
        given = self.mutants.get(name, ())
        return (given,) if isinstance(given, Change) else given

    def expected(self, name: str) -> str:
        """The verdict expected of a property."""
        possible = isinstance(self.properties[name], Sometimes | Cheapest)
        return self.expect.get(name, "POSSIBLE" if possible else "HOLDS")


@dataclass(frozen=True)
class Parametric:
    """A model with parameters: call it with some to have the model."""

    build: Callable[..., Model]
    ranges: Mapping[str, Range]
    name: str
    place: Place

    @property
    def defaults(self) -> dict[str, int]:
        """Each parameter with its value where none is given."""
        return {name: one.default for name, one in inspect.signature(self.build).parameters.items()}

    def __call__(self, **given: int) -> Model:
        for name, value in given.items():
            if name not in self.ranges:
                listed = ", ".join(self.ranges) or "none"
                raise SpecError(f"model {self.name} has no parameter {name}; its parameters: {listed}")
            allowed = self.ranges[name]
            if not isinstance(value, int) or not allowed.least <= value <= allowed.most:
                raise SpecError(f"model {self.name}: {name}={value!r} is out of range {allowed.least}..{allowed.most}")
        built = self.build(**{**self.defaults, **given})
        if not isinstance(built, Model):
            raise SpecError(f"{self.place}: model {self.name} returns no Model: write return Model(System(...), ...)")
        return replace(built, name=self.name, place=self.place)


@spelt
def model(name: str = "", **ranges: Range) -> Callable[[Callable[..., Model]], Parametric]:
    """A model from a function of its parameters, each with a default and a range::

    @model(M=between(1, 16))
    def small(M: int = 2) -> Model: ...

    SpecError where a parameter lacks its default or its range.
    """
    place = here()
    if not isinstance(name, str):
        raise fault("@model lacks its brackets: write @model(), or @model(N=between(1, 8)) with parameters")
    checked(name, "model(name)")

    def wrap(build: Callable[..., Model]) -> Parametric:
        named = name or build.__name__.replace("_", "-")
        for one in inspect.signature(build).parameters.values():
            allowed = ranges.get(one.name)
            if not isinstance(allowed, Range) or not isinstance(one.default, int):
                raise fault(
                    f"model {named}: parameter {one.name} needs a default and a range: "
                    f"@model({one.name}=between(1, 8)) and {one.name}: int = 1"
                )
            if not allowed.least <= one.default <= allowed.most:
                raise fault(
                    f"model {named}: the default {one.name}={one.default} is out of its own range "
                    f"{allowed.least}..{allowed.most}"
                )
        return Parametric(build, ranges, named, place)

    return wrap


__all__ = ["AlwaysPossible", "Model", "NeverStuck", "Parametric", "Range", "between", "model"]
