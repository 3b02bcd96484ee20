"""Of which search a checkpoint is: what has to be the same, and what is said of what is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.packed.predicates import ghosts_in
from checker.packed.successors import Successors
from checker.search.checkpoints.identity import Identity, identity
from spec.lossy.models import lossy
from spec.notation import LOSSY, System, at
from spec.tcp import ESTABLISHED, OLD_SYN, Tcp, not_a_ghost, opening

SYSTEM: System = opening()


class Hasty(Tcp):
    """One row is another."""

    listen_syn = Tcp.listen_syn.but(to=ESTABLISHED)


def of(system: System, version: str = "handwave 1", *, asked: bool = False) -> Identity:
    """Its identity, where it is asked for a ghost or not."""
    ghosts = ghosts_in([not_a_ghost.formula] if asked else [])
    return identity(Successors(system, ghosts), "opening", version, {})


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


def test_another_beginning_is_not_the_same() -> None:
    begun = replace(SYSTEM, start={"A": at(ESTABLISHED), "B": at(ESTABLISHED)})
    assert of(begun).differs(of(SYSTEM)) == "its machines, or where they start, are not what they are here"


def test_parameters_are_told_apart() -> None:
    one, other = (identity(Successors(lossy(M=m).system), "lossy", "handwave 1", {"M": m, "OPENS": 1}) for m in (2, 3))
    assert one.differs(other) == "it is of M=2, OPENS=1, and not of M=3, OPENS=1"
