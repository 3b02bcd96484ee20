"""A walk by hand that is saved: as a scenario, or as a test, which take it again."""

import io
from pathlib import Path
from runpy import run_path

import pytest

from checker.command.choosing.models import choose
from checker.command.outcomes import Refused
from checker.command.report.saved_walk import again, save
from checker.command.verbs.scenario import tcp_cast
from checker.search.random_walk import walk
from tests.command.saying import Run

HASTY = """\
from spec.tcp import *


class Hasty(Tcp):
    listen_syn = Tcp.listen_syn.but(to=ESTABLISHED)


hasty = Model(opening(server=Hasty, in_flight=(OLD_SYN,)), asks(not_a_ghost))
"""
SCENARIO = """\
# walk.txt
# to follow it: handwave scenario walk.txt --machines hasty.py
title: hasty.py:hasty, 2 steps by hand
A: Tcp, isn 100
B: Hasty, isn 300 and 400, starts at LISTEN with RCV.WND 16

    A                                                  B
    CLOSED                                             LISTEN       <SEQ=90><CTL=SYN> to B in flight
1.  (duplicate) ... <SEQ=90><CTL=SYN>              --> ESTABLISHED  B: [listen_syn, 3.10.7.2 third]
2.  CLOSED      <-- <SEQ=300><ACK=91><CTL=SYN,ACK> <-- ESTABLISHED  A: [closed_ack, 3.10.7.1]
    CLOSED      --> <SEQ=91><CTL=RST>              ...
"""
TEST = """\
STEPS = [
    "B gets <SEQ=90><CTL=SYN>; B: LISTEN -> ESTABLISHED; B sends <SEQ=300><ACK=91><CTL=SYN,ACK>",
    "A gets <SEQ=300><ACK=91><CTL=SYN,ACK>; A sends <SEQ=91><CTL=RST>",
]


def test_the_walk_is_as_it_was() -> None:
    walk = again(choose(str(Path(__file__).parent / "hasty.py") + ":hasty", []).model, STEPS)
    assert walk.broken == {"not_a_ghost": 1}
    assert walk.reached == {}
"""


def typing(handwave: Run, patch: pytest.MonkeyPatch, model: str, *lines: str) -> list[str]:
    """What is answered to these lines, without the rest of the walk."""
    patch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
    answers = [line.partition("q to end: ")[2] for line in handwave("walk", model, "--interactive").lines]
    return [answer for answer in answers if answer and "in flight: " not in answer]


@pytest.fixture
def hasty(tmp_path: Path) -> str:
    (tmp_path / "hasty.py").write_text(HASTY)
    return "hasty.py:hasty"


def test_a_walk_is_saved_as_a_scenario_that_is_followed_again(
    handwave: Run, hasty: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = typing(handwave, monkeypatch, hasty, "2", "2", "save walk.txt", "q")
    assert said[0] == "walk.txt is saved; to follow it: handwave scenario walk.txt --machines hasty.py"
    assert (tmp_path / "walk.txt").read_text() == SCENARIO
    followed = handwave("scenario", "walk.txt", "--machines", "hasty.py")
    assert (followed.status, followed.err) == (0, "")


def test_a_walk_is_saved_as_a_test_that_takes_it_again(
    handwave: Run, hasty: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = typing(handwave, monkeypatch, hasty, "2", "2", "save test_walk.py", "q")
    assert said[0] == "test_walk.py is saved; to follow it: pytest test_walk.py"
    written = (tmp_path / "test_walk.py").read_text()
    assert written.endswith(TEST)
    run_path(str(tmp_path / "test_walk.py"))["test_the_walk_is_as_it_was"]()


def test_what_is_saved_in_chinese_is_saved_in_english(
    handwave: Run, hasty: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "zh")
    monkeypatch.setattr("checker.languages.speech.AT_FIRST", "zh")
    monkeypatch.setattr("sys.stdin", io.StringIO("2\n2\nsave walk.txt\nsave test_walk.py\n"))
    said = handwave("walk", hasty, "--interactive")
    assert "\u5df2\u4fdd\u5b58" in said.out
    assert (tmp_path / "walk.txt").read_text() == SCENARIO
    assert (tmp_path / "test_walk.py").read_text().endswith(TEST)


def test_a_name_that_cannot_be_saved_under_is_one_sentence_and_the_walk_goes_on(
    handwave: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "there.txt").write_text("mine")
    names = ("", "walk", "walk.svg", "there.txt", "no/walk.txt", "a\0.txt", f"{'a' * 300}.py")
    said = typing(handwave, monkeypatch, "two-way", "1", *(f"save {name}" for name in names), "save walk.txt", "q")
    form = "says no format: write .txt for a scenario, .py for a test"
    assert said[:7] == [
        f"'' {form}",
        f"'walk' {form}",
        f"'walk.svg' {form}",
        "there.txt is there already: save under another name",
        "no/walk.txt cannot be written, for no is not a folder: make it, or name another",
        "'a\\x00.txt' holds a character that cannot be seen: leave it out",
        f"{'a' * 300}.py cannot be used (file name too long)",
    ]
    assert said[7] == "walk.txt is saved; to follow it: handwave scenario walk.txt"
    assert (tmp_path / "there.txt").read_text() == "mine"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["there.txt", "walk.txt"]


REFUSED = [
    ("time-wait", "a scenario has no clock, and this walk has ticks of one: save it as a test, walk.py"),
    ("attacker-reset", "a scenario has no attacker, and in this walk one forges a segment: save it as a test, walk.py"),
    ("lossy", "a scenario cannot say this walk (Client is a machine that it cannot name): save it as a test, walk.py"),
]


@pytest.mark.parametrize(("name", "sentence"), REFUSED)
def test_a_walk_that_a_scenario_cannot_say_is_refused(name: str, sentence: str, tmp_path: Path) -> None:
    one = choose(name)
    with pytest.raises(Refused) as refused:
        save(str(tmp_path / "walk.txt"), one, walk(one.model, seed=0, steps=8).trace, tcp_cast)
    assert str(refused.value) == sentence
    assert not list(tmp_path.iterdir())


def test_a_step_that_cannot_happen_any_more_is_said_with_what_can() -> None:
    with pytest.raises(AssertionError, match="step 1: 'B: CLOSE' cannot happen here; what can: A: active OPEN; A: CLO"):
        again(choose("two-way").model, ["B: CLOSE"])


@pytest.mark.parametrize("name", ["old-syn-recovers", "any-open", "kernel-late", "lingers-0", "reused-isn"])
def test_walks_through_models_of_tcp_can_be_saved_in_both_ways(name: str, tmp_path: Path) -> None:
    one = choose(name)
    for seed in range(2):
        run = walk(one.model, seed=seed, steps=8).trace
        for ending in ("txt", "py"):
            file = tmp_path / f"walk{seed}.{ending}"
            assert "is saved" in save(str(file), one, run, tcp_cast)
        run_path(str(file))["test_the_walk_is_as_it_was"]()
