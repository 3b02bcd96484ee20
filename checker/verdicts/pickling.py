"""A result as octets, for another process or another day: what was asked, what the search met, what was decided.

The transitions are not among them: they hold compiled rows, and are worked out anew from the machines, which are found
by their names.  A result of machines that have changed since is refused.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO

from checker.knowledge.points import Points, Told
from checker.results.answers import Answer
from checker.search.breadth_first import Search
from checker.search.checkpoints.identity import Identity, identity
from checker.search.clock import Clock
from checker.search.native.take_over import TakeOver
from checker.verdicts.outgrown import OfPairs
from checker.verdicts.plan import Plan, Searched, plan_of
from spec.notation.errors import SpecError
from spec.notation.knowledge import WhoKnows
from spec.notation.machines import Machine
from spec.notation.nodes import End
from spec.notation.properties import Property
from spec.notation.row_changes import remade
from spec.notation.systems import ENDS, System


@dataclass(frozen=True)
class Kept:
    """What is kept of a result."""

    system: System
    properties: Mapping[str, Property]
    name: str
    worlds: tuple[System, ...]
    tables: Mapping[str, WhoKnows]
    identity: Identity
    """Of the machines: a configuration is a number that only they can read."""
    fired: Mapping[End, int]
    cuts: frozenset[str]
    """Rows that fired and bounds that were met: of the transitions only the search tells them."""
    stories: Mapping[Told, int]
    """What ends have seen, by number, where that is asked."""
    search: Search
    native: TakeOver | None
    clock: Clock
    answers: Mapping[str, Answer]
    of_pairs: OfPairs | None

    def plan(self) -> Plan:
        """The plan again.  SpecError where its machines are not what they were."""
        plan = plan_of(self.system, self.properties, self.name, self.worlds, self.tables)
        why = self.identity.differs(_identity(plan))
        if why:
            raise SpecError(f"the result of {self.name} cannot be read here: {why}")
        if isinstance(plan.searched, Searched):
            plan.successors.fired.update(self.fired)
            plan.successors.cuts.update(self.cuts)
            if isinstance(plan.successors, Points):
                plan.successors.told.update(self.stories)
        if plan.knowing is not None:
            plan.knowing.search, plan.knowing.clock = self.search, self.clock
        return plan


def pickled(
    plan: Plan,
    search: Search,
    native: TakeOver | None,
    clock: Clock,
    answers: Mapping[str, Answer],
    of_pairs: OfPairs | None,
) -> bytes:
    """A result as octets.  SpecError where another process could not find its machines."""
    for cls in _classes(plan):
        _check_found(cls)
    after = plan.successors if isinstance(plan.searched, Searched) else None
    kept = Kept(
        plan.system,
        dict(plan.properties),
        plan.name,
        plan.worlds,
        dict(plan.tables),
        _identity(plan),
        dict(after.fired) if after else {},
        frozenset(after.cuts if after else ()),
        dict(after.told) if isinstance(after, Points) else {},
        search,
        native,
        replace(clock, deadline=None, memory=None),
        dict(answers),
        of_pairs,
    )
    try:
        return pickle.dumps(kept, protocol=pickle.HIGHEST_PROTOCOL)
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise SpecError(f"the result of {plan.name} cannot be sent to another process ({error})") from None


def unpickled(name: str, octets: bytes) -> Kept:
    """What was kept.  SpecError where something that it names is not there."""
    kept = _Reader(name, octets).load()
    assert isinstance(kept, Kept)
    return kept


class _Reader(pickle.Unpickler):
    def __init__(self, name: str, octets: bytes) -> None:
        super().__init__(BytesIO(octets))
        self._name = name

    def find_class(self, module: str, name: str) -> object:
        try:
            return super().find_class(module, name)
        except (ImportError, AttributeError):
            raise SpecError(
                f"the result of {self._name} needs {name} of {module}, which is not there: "
                "declare it in a file that both programs import"
            ) from None


def _identity(plan: Plan) -> Identity:
    return identity(plan.layout, plan.name, "", plan.system.params)


def _classes(plan: Plan) -> Iterator[type]:
    """Every class of the student's that has to be found by its name."""
    for end in ENDS:
        frame = plan.layout.frames[end]
        yield from (cls for cls in frame.machine.__mro__ if cls is not object)
        yield type(frame.machine.start)
        yield from frame.kinds


def _check_found(cls: type) -> None:
    """SpecError unless a module has the class under its name, or it is made anew from one that is."""
    if issubclass(cls, Machine) and remade(cls):
        return
    found: object = sys.modules.get(cls.__module__)
    for part in cls.__qualname__.split("."):
        found = getattr(found, part, None)
    if found is not cls:
        why = "is declared in a function" if "<locals>" in cls.__qualname__ else f"is not what {cls.__module__} has"
        raise SpecError(
            f"{cls.__name__} cannot be found by another process, for it {why}: declare it at the top of its file"
        )
