"""Which messages can ever be in flight: never too few."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from checker.packed.successors import Successors
from checker.packed.universe import saturate
from checker.reference.interpreter import Interpreter
from checker.verdicts.exploring import explore
from spec.lossy.models import lossy
from spec.notation import (
    LOSSY,
    RETURN,
    TICK,
    Channel,
    Counter,
    Machine,
    Message,
    Number,
    SpecError,
    State,
    Store,
    System,
    Theirs,
    Variables,
    call,
    row,
)
from spec.notation.nodes import End
from spec.notation.systems import ENDS
from tests.engines.random_settings import LONG, MACHINES, random
from tests.engines.random_systems import Case, cases


def listed(successors: Successors) -> dict[End, set[int]]:
    """The keys that saturation finds, towards each end."""
    starts: dict[End, int] = {end: successors.layout.ends[end].pack(successors.frames[end].start()) for end in ENDS}
    flying: dict[End, set[int]] = {end: set() for end in ENDS}
    forged = [one for attacker in successors.system.attackers() for one in attacker.by]
    for one in (*successors.system.in_flight, *forged):
        carried = successors.frames[one.to].carried(one.message, one.values)
        flying[one.to].add(successors.keys[one.to].key(carried))
    return saturate(successors.steps, starts, flying).sent


def test_every_message_of_the_yardstick_is_listed() -> None:
    model = lossy(M=2, OPENS=1)
    successors = Successors(model.system)
    found = listed(successors)
    order = explore(model).search.order
    for end in ENDS:
        way = successors.layout.ways[end]
        seen = {key for packed in order for key in way.unpack_keys(packed)}
        assert seen <= found[end]


def test_too_many_steps_that_wait_end_it_before_the_memory_does(monkeypatch: pytest.MonkeyPatch) -> None:
    wide = System(*lossy_ends(), LOSSY, modulus=1024, params={"OPENS": 1})
    monkeypatch.setattr("checker.packed.universe.MOST_STEPS", 10**9)
    monkeypatch.setattr("checker.packed.universe.MOST_WAITING", 1_000)
    with pytest.raises(SpecError, match="too many different messages may be in flight"):
        Successors(wide)


def lossy_ends() -> tuple[type[Machine], type[Machine]]:
    model = lossy(M=2, OPENS=1)
    return model.system.A, model.system.B


@settings(random, max_examples=MACHINES if LONG else 60)
@given(cases())
def test_a_message_seen_in_a_run_is_among_those_listed(case: Case | None) -> None:
    if case is None:
        return
    try:
        found = explore(case.system, max_states=200)
    except SpecError:
        return
    known = listed(found.successors)
    for end in ENDS:
        way = found.successors.layout.ways[end]
        seen = {way.keys.youngest(key) for packed in found.search.order for key in way.unpack_keys(packed)}
        assert seen <= known[end]


@pytest.mark.parametrize(
    "channel", [LOSSY, Channel("set of places", Store.SET, LOSSY.hops, 16)], ids=["mask", "places"]
)
def test_a_mask_of_listed_messages_and_a_set_of_places_are_the_same_set(channel: Channel) -> None:
    model = lossy(M=2, OPENS=1)
    system = System(model.system.A, model.system.B, channel, modulus=2, params={"OPENS": 1})
    found = explore(system)
    assert (found.states, found.transitions, found.depth) == (713, 6915, 13)


class Text(Message):
    """A message of which there are many."""

    number = Number(Theirs)


class Clock(Variables):
    """What a tick counts down."""

    left = Counter(3)


class Standing(State):
    """The only state."""

    HERE = "HERE"


class Sender(Machine):
    """Sends, and counts below nothing on the first tick."""

    start = Standing.HERE
    final = (Standing.HERE,)
    speak = row(at=Standing.HERE, on=call("SPEAK"), do=[Text.send(number=7)], then=RETURN, rfc="")
    count = row(at=Standing.HERE, on=TICK, do=[Clock.left.set_to(Clock.left - 1)], then=RETURN, rfc="")


def test_what_a_tick_takes_out_of_bounds_does_not_hide_what_a_call_sends() -> None:
    system = System(Sender, Sender, LOSSY.living(2), at_most={call("SPEAK"): 1})
    successors = Successors(system)
    start = successors.layout.pack(Interpreter(system).start())
    with pytest.raises(SpecError, match=r"row 'count' .*takes A\.left to -1"):
        successors.of(start)
