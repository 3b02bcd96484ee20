"""What a model asks: each property once, with the verdict that is expected and what must break it.

A property has the name under which it was declared, so that nobody writes it a second time::

    Model(opening(server=TwoWay), asks(agreement, ask(was_there, "VIOLATED")))
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import FrameType, ModuleType
from typing import cast

from spec.notation.changes import Change
from spec.notation.errors import fault, shown, users_frame
from spec.notation.properties import Property

EXPECTED = ("HOLDS", "VIOLATED", "POSSIBLE", "IMPOSSIBLE", "VACUOUS")


@dataclass(frozen=True, slots=True)
class Asked:
    """A property, the verdict that is expected of it, and the changes of the system that must break it."""

    property: Property
    expected: str = ""
    """Empty: that it holds, or is possible."""
    broken_by: tuple[Change, ...] = ()


class Asks(Mapping[str, Property]):
    """The properties of a model by their names, with what is expected of each and what must break it."""

    def __init__(self, asked: Mapping[str, Asked]) -> None:
        self.asked = asked

    def __getitem__(self, name: str) -> Property:
        return self.asked[name].property

    def __iter__(self) -> Iterator[str]:
        return iter(self.asked)

    def __len__(self) -> int:
        return len(self.asked)

    @property
    def expect(self) -> dict[str, str]:
        """The verdicts that were written down."""
        return {name: one.expected for name, one in self.asked.items() if one.expected}

    @property
    def mutants(self) -> dict[str, Change | tuple[Change, ...]]:
        """The changes that must break a property, for those that have some."""
        return {name: one.broken_by for name, one in self.asked.items() if one.broken_by}


def ask(
    property: Property,
    expected: str = "",
    *,
    broken_by: Change | tuple[Change, ...] = (),
) -> Asked:
    """A property with the verdict that is expected of it, in capital letters, and the changes that must break it.

    Without a verdict it is expected to hold, or, where it says what is possible, to be possible.  SpecError where the
    verdict is none, or a change is none.
    """
    _check_property(property, "ask")
    if expected and expected not in EXPECTED:
        raise fault(f"ask(..., {expected!r}): the verdict is one of {', '.join(EXPECTED)}")
    changes = broken_by if isinstance(broken_by, tuple) else (broken_by,)
    for one in changes:
        if not isinstance(one, Change):
            raise fault(f"ask(..., broken_by={shown(one)}): give a change of the system, such as variant(B=TwoWay)")
    return Asked(property, expected, changes)


def asks(*asked: Property | Asked, **named: Property | Asked) -> Asks:
    """The properties that a model asks, each under the name that it has where it was declared, or is given here.

    ``asks(closes, ask(no_dead_end, "VIOLATED"), safe=Always(...))``.  SpecError where a property has no name, or two
    have the same.
    """
    found: dict[str, Asked] = {}
    names = _Names(users_frame())
    for place, one in enumerate(asked):
        _add(found, names.of(one, place), one)
    for name, one in named.items():
        _add(found, name, one)
    return Asks(found)


def _add(found: dict[str, Asked], name: str, one: Property | Asked) -> None:
    if name in found:
        raise fault(f"asks(...) asks '{name}' twice: leave one out, or give it another name, other={name}")
    found[name] = one if isinstance(one, Asked) else ask(one)


def _check_property(one: object, where: str) -> None:
    if not isinstance(one, Property):
        said = f"{where}({shown(one)}): give a property, such as Always(...)"
        if isinstance(one, tuple) and any(isinstance(part, Property) for part in cast("tuple[object, ...]", one)):
            raise fault(f"{said}, without a comma behind it where it is declared")
        raise fault(said)


class _Names:
    """The names that a file has for properties: its own, and those of the modules that it imports."""

    def __init__(self, frame: FrameType | None) -> None:
        spaces = [] if frame is None else [frame.f_locals, frame.f_globals]
        modules = [one for space in spaces for one in space.values() if isinstance(one, ModuleType)]
        self.spaces = [*spaces, *map(vars, modules)]

    def of(self, one: Property | Asked, place: int) -> str:
        """The property's name; SpecError where it has none."""
        wanted = one.property if isinstance(one, Asked) else one
        _check_property(wanted, "asks")
        for space in self.spaces:
            for name, value in space.items():
                if value is wanted and name.isidentifier() and not name.startswith("_"):
                    return name
        kind = type(wanted).__name__
        raise fault(
            f"asks(...): the property at place {place + 1}, {wanted.about!r}, has no name: write "
            f"asks(name={kind}(...)), or declare it above, name = {kind}(...)"
        )


__all__ = ["EXPECTED", "Asked", "Asks", "ask", "asks"]
