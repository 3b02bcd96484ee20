"""A reduction with a fault in it is caught by what judges it: each of these faults, by random machines."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings

from checker.pairs import distances, joined, moves, reaching
from checker.pairs.always_possible import Possible
from checker.pairs.ends import Ends, Flying, Side
from checker.pairs.joined import Joined, Split
from checker.reference.replay import NotReplayed
from checker.rows.configuration import Configuration
from checker.search.clock import Clock
from checker.verdicts import bounds, pair_verdicts
from spec.notation import LOSSY, System
from tests.engines.random_settings import MACHINES, random
from tests.engines.random_systems import Case, cases, sets
from tests.pairs.by_hand import OVER, Waverer, answered, told_once
from tests.pairs.judging import judged

Patch = pytest.MonkeyPatch


def always(*_: object) -> bool:
    return True


def nowhere(self: Ends, pair: int, flying: Flying) -> Iterator[tuple[int, Flying]]:
    yield from ()


def unsent(side: Side, flying: Flying, sent: int) -> Flying:
    return flying


def a_pair_is_looked_at_once(patch: Patch) -> None:
    """What is joined to it later leads nowhere: an unsound join."""
    changed = Joined.changed

    def once(self: Joined, node: int) -> list[int]:
        before = set(self)
        return [one for one in changed(self, node) if one not in before]

    patch.setattr(Joined, "changed", once)


def a_forgery_is_left_out(patch: Patch) -> None:
    patch.setattr(Ends, "forgeries", nowhere)


def a_tick_is_left_out(patch: Patch) -> None:
    patch.setattr(Ends, "ticked", nowhere)


def a_level_is_skipped(patch: Patch) -> None:
    """A goal is taken to be twice as far as it is at least, so that a longer run is found first."""

    def farther(backwards: distances.Backwards, goals: Iterable[int], clock: Clock) -> dict[int, int]:
        return {node: 2 * far for node, far in distances.distances(backwards, goals, clock).items()}

    patch.setattr(reaching, "distances", farther)


def a_state_is_left_out_for_one_with_less_in_flight(patch: Patch) -> None:
    patch.setattr(moves.KeptMoves, "covers", always)


def a_copy_stays_where_none_may(patch: Patch) -> None:
    patch.setattr(moves, "repeats", always)


def a_channel_with_a_capacity_is_taken_for_one_without(patch: Patch) -> None:
    patch.setattr(moves, "is_unbounded_set", always)


def what_cannot_be_lost_is_lost(patch: Patch) -> None:
    patch.setattr(reaching, "loses", always)


def nothing_in_flight_is_taken_for_everything(patch: Patch) -> None:
    """A goal is always possible where it is with all that can be in flight."""

    def from_everything(self: Possible, pair: int) -> bool:
        return self.at(pair, self.joined.at(pair))

    patch.setattr(Possible, "from_nothing", from_everything)


def a_split_bound_joins_what_was_sent_with_what_was_not(patch: Patch) -> None:
    patch.setattr(reaching, "AT_FIRST", 1)
    patch.setattr(joined, "sent_by", unsent)


def a_refined_bound_leaves_out_a_part_of_the_way(patch: Patch) -> None:
    patch.setattr(reaching, "AT_FIRST", 1)

    def narrower(ends: Ends, clock: Clock, split: Split, within: tuple[Split, Mapping[int, int]]) -> Joined:
        nodes: Container[int] = {node for node, far in within[1].items() if far != 1}
        return Joined(ends, clock, split=split, within=(within[0], nodes))

    patch.setattr(reaching, "Joined", narrower)


def a_run_that_calls_too_often_is_shown(patch: Patch) -> None:
    def as_it_is(counted: Ends, fewer: Ends, run: tuple[Configuration, ...]) -> tuple[Configuration, ...]:
        return run

    patch.setattr(bounds, "MANY", 1)
    patch.setattr(pair_verdicts, "counted_run", as_it_is)


def limits_are_lowered(patch: Patch) -> None:
    """What is done more than once is not done at all."""

    def never(system: System) -> System:
        return replace(system, at_most=dict.fromkeys(system.at_most, 0))

    patch.setattr(bounds, "MANY", 1)
    patch.setattr(bounds, "uncounted", never)


FAULTS: tuple[Callable[[Patch], None], ...] = (
    a_pair_is_looked_at_once,
    a_forgery_is_left_out,
    a_tick_is_left_out,
    a_level_is_skipped,
    a_state_is_left_out_for_one_with_less_in_flight,
    a_copy_stays_where_none_may,
    a_channel_with_a_capacity_is_taken_for_one_without,
    what_cannot_be_lost_is_lost,
    nothing_in_flight_is_taken_for_everything,
    a_split_bound_joins_what_was_sent_with_what_was_not,
    a_refined_bound_leaves_out_a_part_of_the_way,
    a_run_that_calls_too_often_is_shown,
    limits_are_lowered,
)
OF_CHANNELS = (a_tick_is_left_out,)
"""What sets seldom show is looked for over any channels first."""

MANY = settings(random, max_examples=max(100, MACHINES))
"""Some faults show in few machines only."""


@MANY
@given(cases())
def over_any_channels(case: Case | None) -> None:
    if case is not None:
        judged(case.system, case.properties)


@MANY
@given(cases(over=sets()))
def over_sets(case: Case | None) -> None:
    if case is not None:
        judged(case.system, case.properties)


def test_without_a_fault_nothing_is_wrong_by_hand() -> None:
    _judged(())


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_fault_of_the_reduction_is_caught(fault: Callable[[Patch], None], monkeypatch: Patch) -> None:
    fault(monkeypatch)
    judges = (over_any_channels, over_sets) if fault in OF_CHANNELS else (over_sets, over_any_channels)
    with pytest.raises((AssertionError, NotReplayed)):
        _judged(judges)


def _judged(judges: Sequence[Callable[[], None]]) -> None:
    for channel in OVER.values():
        by_hand = told_once(channel)
        judged(by_hand.system, by_hand.properties)
    for channel in (LOSSY, LOSSY.holding(1)):
        wavering = answered(Waverer, channel)
        judged(wavering.system, wavering.properties)
    for judge in judges:
        judge()
