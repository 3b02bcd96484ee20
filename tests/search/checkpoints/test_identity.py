"""Of which search a checkpoint is: what has to be the same, and what is said of what is not."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from itertools import islice

import pytest
from hypothesis import given, note

from checker.evidence.each_bound import each_bound
from checker.evidence.mutants import mutants, mutated
from checker.packed.predicates import ghosts_in
from checker.packed.successors import Successors
from checker.search.checkpoints.identity import Identity, identity
from spec.lossy.models import lossy
from spec.notation import (
    LOSSY,
    LOSSY_BAG,
    Amount,
    Counter,
    Machine,
    Message,
    SpecError,
    State,
    System,
    Variables,
    arrival,
    at,
    call,
    row,
)
from spec.tcp import ESTABLISHED, OLD_SYN, Tcp, not_a_ghost, opening
from tests.engines.random_settings import random
from tests.engines.random_systems import Case, cases

SYSTEM: System = opening()


class Hasty(Tcp):
    """One row is another."""

    listen_syn = Tcp.listen_syn.but(to=ESTABLISHED)


def of(system: System, version: str = "handwave 1", *, asked: bool = False) -> Identity:
    """Its identity, where it is asked for a ghost or not."""
    ghosts = ghosts_in([not_a_ghost.formula] if asked else [])
    return identity(Successors(system, ghosts).layout, "opening", version, {})


def test_the_same_search_is_told_from_none() -> None:
    assert of(SYSTEM).differs(of(opening())) == ""


OTHERS = {
    "handwave 2 wrote it, and this is handwave 1": lambda: of(SYSTEM, "handwave 2"),
    "its bounds are others: Segment(90, 0, 1, 0, 16, 0) in flight to B there, less here": lambda: of(
        opening(in_flight=(OLD_SYN,))
    ),
    "its bounds are others: modulus 2048 there, modulus 1024 here": lambda: of(replace(SYSTEM, modulus=2048)),
    "its bounds are others: lossy, duplicating, reordering set (at most 2 in flight each way, a full network loses) "
    "to A there, lossy, duplicating, reordering set to A here": lambda: of(replace(SYSTEM, channel=LOSSY.holding(2))),
    "its states keep other variables (A.opened there, less here): ask for the same properties": lambda: of(
        SYSTEM, asked=True
    ),
    "its machines, or where they start, are not what they are here": lambda: of(opening(server=Hasty)),
}


@pytest.mark.parametrize("why", OTHERS)
def test_what_is_not_the_same_is_said(why: str) -> None:
    assert OTHERS[why]().differs(of(SYSTEM)) == why


def counting(most: int, said: int = 1, field: str = "n") -> System:
    """A says a number, and B counts, to a bound of its own."""

    class On(State):
        ON = "ON"

    class Talk(Message):
        """Rebuilt with each bound: the class body decides the packing."""

        vars()[field] = Amount(said)

    class Kept(Variables):
        c = Counter(most)

    class Talks(Machine):
        start, final = On.ON, (On.ON,)
        say = row(at=On.ON, on=call("say"), when=Kept.c < 1, do=[Kept.c.set_to(Kept.c + 1), Talk.send(**{field: 1})])

    class Hears(Machine):
        start, final = On.ON, (On.ON,)
        hear = row(at=On.ON, on=arrival(Talk))

    return System(Talks, Hears, LOSSY_BAG.holding(2))


PACKINGS = {
    "its states or messages are others: Talk(n of 3 values) to B there, Talk(n of 2 values) to B here": counting(2, 2),
    "its states or messages are others: Talk(m of 2 values) to B there, Talk(n of 2 values) to B here": counting(
        2, field="m"
    ),
    "its states or messages are others: A.c of 4 values there, A.c of 3 values here": counting(3),
}


@pytest.mark.parametrize("why", PACKINGS)
def test_what_decides_the_packing_is_told_apart(why: str) -> None:
    assert of(PACKINGS[why]).differs(of(counting(2))) == why


@random
@given(cases())
def test_no_single_change_of_a_random_system_leaves_the_identity(case: Case | None) -> None:
    if case is None:
        return
    note(repr(case))
    system = case.system
    changes = [change.of for change in each_bound(system)]
    for mutant in islice(mutants(system.A), 3):
        changes.append(lambda one, mutant=mutant: replace(one, A=mutated(one.A, mutant)))
    try:
        here = of(system)
    except SpecError:
        return
    for change in changes:
        with suppress(SpecError):
            assert of(change(system)).differs(here)


def test_another_state_of_the_code_is_told_apart() -> None:
    one = of(SYSTEM)
    assert replace(one, code="other").differs(one) == "another state of handwave's own code wrote it: search anew"


def test_another_beginning_is_not_the_same() -> None:
    begun = replace(SYSTEM, start={"A": at(ESTABLISHED), "B": at(ESTABLISHED)})
    assert of(begun).differs(of(SYSTEM)) == "its machines, or where they start, are not what they are here"


def test_parameters_are_told_apart() -> None:
    one, other = (
        identity(Successors(lossy(M=m).system).layout, "lossy", "handwave 1", {"M": m, "OPENS": 1}) for m in (2, 3)
    )
    assert one.differs(other) == "it is of M=2, OPENS=1, and not of M=3, OPENS=1"
