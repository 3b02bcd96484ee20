"""Each bound is raised by one, one at a time; what this turns round is said to hold only within that bound."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from checker.evidence.assurance import Raised
from checker.evidence.each_bound import each_bound, raised
from checker.search.clock import OutOfTime
from checker.verdicts.exploration import Exploration
from checker.verdicts.exploring import explore
from spec.catalogue import MODELS
from spec.notation import (
    LOSSY_BAG,
    PERFECT,
    A,
    AlwaysPossible,
    Counter,
    Machine,
    Message,
    Model,
    Ours,
    Property,
    SeqVar,
    State,
    System,
    Variables,
    arrival,
    call,
    nothing_in_flight,
    param,
    row,
)
from spec.notation.formulas import Count
from tests.command.conftest import handwave as handwave
from tests.command.saying import Run


class On(State):
    """Where each end is."""

    ON, OFF = "ON", "OFF"


class Word(Message):
    """A word."""


class Kept(Variables):
    """What each end keeps."""

    n = SeqVar(Ours)
    said = Counter(9)


MOST: Count = param("MOST", 1)
SAY, STOP = call("say"), call("stop")


class Talks(Machine):
    """Says a word now and then, and counts."""

    start, final = On.ON, (On.OFF,)
    say = row(
        at=On.ON,
        on=SAY,
        when=Kept.said < MOST,
        do=[Kept.said.set_to(Kept.said + 1), Kept.n.set_to(Kept.n + 2), Word.send()],
    )
    stop = row(at=On.ON, on=STOP, to=On.OFF)


class Hears(Machine):
    """Goes off when it hears a word."""

    start, final = On.ON, (On.OFF,)
    hear = row(at=On.ON, on=arrival(Word), to=On.OFF)


def explored(system: System, properties: Mapping[str, Property], *, worlds: Sequence[System]) -> Exploration:
    return explore(system, properties, worlds=worlds, max_states=5_000)


def of(name: str, *asked: str) -> Mapping[str, Raised]:
    model = MODELS[name]
    assert isinstance(model, Model)
    return raised(explore(model.only(asked)), explored)


def test_every_bound_is_raised() -> None:
    channel = LOSSY_BAG.holding(2).living(3).attacked([Word.flying("B")], times=2)
    system = System(Talks, Hears, channel, at_most={SAY: 1, STOP: 0}, modulus=8)
    assert [change.name for change in each_bound(system)] == [
        "A: say twice",
        "A: stop once",
        "one more in flight",
        "a message may arrive twice",
        "a tick longer",
        "one more forged",
        "16 sequence numbers",
        "MOST=2",
    ]
    assert [change.name for change in each_bound(System(Talks, Hears, PERFECT))] == [
        "one more in flight",
        "a message may be lost",
        "a message may arrive twice",
        "messages may overtake",
        "2048 sequence numbers",
        "MOST=2",
    ]


def test_what_turns_a_verdict_round_is_named() -> None:
    found = of("three-way", "was_there", "a_first")
    assert {asked: [change for change, _ in one.turned] for asked, one in found.items()} == {
        "was_there": ["B: active OPEN once", "B: SEND once"],
        "a_first": [],
    }


def test_a_user_timeout_ends_a_wait_in_close_wait_that_seems_endless(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = "B: user timeout once"
    monkeypatch.setattr(
        "checker.evidence.each_bound.each_bound",
        lambda system: (one for one in each_bound(system) if one.name == alone),  # pyright: ignore
    )
    turned = dict(of("close-wait", "stays_in_close_wait")["stays_in_close_wait"].turned)
    assert repr(turned[alone]).startswith("VIOLATED")


HEARD = AlwaysPossible("what is said can be heard", nothing_in_flight)


def test_numbers_that_are_too_few_to_tell_apart_are_among_the_bounds() -> None:
    back = AlwaysPossible("A's number can come back to 0", A[Kept.n == 0])
    system = System(Talks, Hears, PERFECT, modulus=4, params={"MOST": 2}, at_most={STOP: 0})
    found = raised(explore(system, {"back": back}), explored)["back"]
    assert [change for change, _ in found.turned] == ["A: stop once", "8 sequence numbers", "MOST=3"]


def test_what_was_not_tried_is_said() -> None:
    def late(system: System, properties: Mapping[str, Property], *, worlds: Sequence[System]) -> Exploration:
        raise OutOfTime

    def small(system: System, properties: Mapping[str, Property], *, worlds: Sequence[System]) -> Exploration:
        return explore(system, properties, worlds=worlds, max_states=1)

    system = System(Talks, Hears, PERFECT, at_most={SAY: 1})
    found = explore(system, {"heard": HEARD})
    assert dict(raised(found, late)["heard"].open)["A: say twice"] == "cut short by the time limit"
    assert dict(raised(found, small)["heard"].open)["A: say twice"] == "cut short by the bound of 1 states"


def test_a_report_and_a_claim_name_the_bound(handwave: Run) -> None:
    only = "HOLDS only within these bounds: VIOLATED with A_ANNOUNCES=1025 (5 steps), or B_ANNOUNCES=1025 (5 steps)"
    still = "still HOLDS with each of 11 other bounds raised by one"
    for said in (handwave("check", "mss-equal", "-v").out, handwave("claims", "S2.8").out):
        assert f"{only} {still}" in " ".join(said.split())
