"""Each bound is raised by one, one at a time; what this turns round is said to hold only within that bound."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

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


def test_a_user_timeout_ends_a_wait_in_close_wait_that_seems_endless() -> None:
    model = MODELS["close-wait"]
    assert isinstance(model, Model)
    found = explore(model.only(["stays_in_close_wait"]))
    alone = [one for one in each_bound(model.system) if one.name == "B: user timeout once"]
    ((_, answer),) = raised(found, explored, lambda _: iter(alone))["stays_in_close_wait"].turned
    assert repr(answer).startswith("VIOLATED")


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


FEW = """
from spec.notation import *


class On(State):
    ON = "ON"


class Kept(Variables):
    n, m = SeqVar(Ours), SeqVar(Ours)
    said = Flag()


class Counts(Machine):
    start, final = On.ON, (On.ON,)
    say = row(at=On.ON, on=call("say"), do=[Kept.n.set_to(Kept.n + 1), Kept.said.set_to(TRUE)])
    back = row(at=On.ON, on=call("back"), do=[Kept.m.set_to(Kept.n)])


class Silent(Machine):
    start, final = On.ON, (On.ON,)


a_said, a_is_at_0 = Sometimes("A said something", A[Kept.said]), A[Kept.n] == 0
near = (A[Kept.n] == A[Kept.m]) | (A[Kept.n] == A[Kept.m] + 1) | (A[Kept.m] == A[Kept.n] + 1)
few = Model(
    System(Counts, Silent, PERFECT, modulus=3, at_most={call("say"): 3}),
    {
        "near": Always("n and m differ by 1 at most", near, reached=a_said),
        "new": Always("who said something is not at 0", A[Kept.said].implies(~a_is_at_0), reached=a_said),
        "back": Sometimes("A said something, and is at 0", A[Kept.said] & a_is_at_0),
        "said": a_said,
    },
)
"""
NEEDS_FEW = """\
few
 HOLDS    near  n and m differ by 1 at most
          HOLDS only within these bounds: VIOLATED with 6 sequence numbers (2 steps)
 VIOLATED new   who said something is not at 0 (3 steps)
          NOT as expected: HOLDS was expected
          first false after step 3, because A.said is set, and A.n == 0
          VIOLATED only within these bounds: HOLDS with 6 sequence numbers
 POSSIBLE back  A said something, and is at 0 (3 steps)
          POSSIBLE only within these bounds: IMPOSSIBLE with 6 sequence numbers
 POSSIBLE said  A said something (1 step)
"""


def test_whether_a_verdict_needs_numbers_that_come_round_is_said_without_being_asked(
    handwave: Run, tmp_path: Path
) -> None:
    (tmp_path / "few.py").write_text(FEW)
    said = handwave("check", "few.py:few", "--no-ladder").out
    assert said.partition(" 9 states")[0] == NEEDS_FEW
