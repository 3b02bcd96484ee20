"""``--timeout``, ``--memory`` and Ctrl-C: every verb honours them, in one sentence, with the right status."""

from __future__ import annotations

import ctypes
import itertools
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import NoReturn

import pytest

import spec.catalogue
import spec.explanations
import spec.theories
from checker.command import held
from checker.command.all_verbs import VERBS
from checker.command.interrupts import was_interrupted
from tests.command.saying import Run

CAPTURE = str(Path(__file__).parents[1] / "packets" / "captures" / "handshake.pcapng")
LONG: dict[str, tuple[str, ...]] = {
    "list": (),
    "rows": ("tcp",),
    "check": ("closing",),
    "pairs": ("three-way",),
    "sweep": ("lossy", "agreement", "-p", "M=1..3"),
    "why": ("fin-ack",),
    "compare": ("two-way", "three-way"),
    "trace": ("closing", "both_time_wait"),
    "draw": ("closing", "--group", "A.state,B.state", "-o", "-"),
    "explore": ("closing", "-o", "page.html"),
    "knows": ("who-knows",),
    "conditions": ("three-way-old-syn",),
    "prove": ("opening-numbers",),
    "export": ("three-way",),
    "walk": ("closing",),
    "claims": ("S1.9",),
    "scenario": ("figure-13",),
    "mutate": ("listen_syn",),
    "figures": ("pictures.toml",),
    "replay": ("three-way", "completes"),
    "ladder": (CAPTURE,),
    "conform": (CAPTURE, "--end", "client"),
}
"""Something for each verb to do that takes longer than a moment."""
DECLARED = (spec.catalogue, spec.explanations, spec.theories)
"""Imported before: an interrupt in the middle would leave half of a module to the other tests."""
MOMENT = 0.0001
"""Seconds."""


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Looks follow each other at once, and nothing is allowed beyond the limit."""
    (tmp_path / "pictures.toml").write_text('"closing.svg" = "draw closing --group A.state"\n')
    monkeypatch.setattr(held, "EVERY", MOMENT)
    monkeypatch.setattr(held, "SECONDS", 0.0)
    monkeypatch.setattr(held, "OCTETS", 0)
    before = signal.getsignal(signal.SIGALRM)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


def test_each_verb_has_something_to_do() -> None:
    assert sorted(LONG) == sorted(VERBS)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("verb", LONG)
class TestEveryVerb:
    """Each verb, and what ends it."""

    def test_is_held_to_its_time(self, handwave: Run, verb: str) -> None:
        done = handwave(verb, *LONG[verb], "--timeout", "0.0001")
        assert done.status == 3
        assert "0.0001 s" in done.out + done.err

    def test_is_held_to_its_memory(self, handwave: Run, verb: str, monkeypatch: pytest.MonkeyPatch) -> None:
        growing = itertools.count()
        monkeypatch.setattr(held, "taken", lambda: next(growing) * 1024**2)
        done = handwave(verb, *LONG[verb], "--memory", "1K")
        assert done.status == 3
        assert "memory" in done.out + done.err

    def test_ends_with_130_after_ctrl_c(self, handwave: Run, verb: str, monkeypatch: pytest.MonkeyPatch) -> None:
        def press(_signal: int, _frame: FrameType | None) -> None:
            signal.raise_signal(signal.SIGINT)

        def soon(*_: object, **__: object) -> None:
            signal.signal(signal.SIGALRM, press)
            signal.setitimer(signal.ITIMER_REAL, MOMENT)

        monkeypatch.setattr(held.HELD, "to", soon)
        done = handwave(verb, *LONG[verb])
        assert done.status == 130
        assert "Traceback" not in done.err


def test_an_alarm_that_was_under_way_when_a_limit_was_met_ends_nothing_else() -> None:
    def one_octet_at_most() -> None:
        held.HELD.to(None, 1)
        time.sleep(60)

    with pytest.raises(KeyboardInterrupt):
        one_octet_at_most()
    signal.raise_signal(signal.SIGALRM)


class Interrupted(ctypes.c_int):
    """An argument that ctypes is looking at when Ctrl-C comes, as one of Z3's is."""

    @classmethod
    def from_param(cls, value: object, /) -> NoReturn:
        raise KeyboardInterrupt


def test_an_interrupt_that_comes_while_ctypes_looks_at_an_argument_is_one() -> None:
    look = ctypes.CDLL(None).abs
    look.argtypes = [Interrupted]
    with pytest.raises(ctypes.ArgumentError) as lost:
        look(1)
    assert was_interrupted(lost.value)
    assert not was_interrupted(ctypes.ArgumentError("argument 1: TypeError: wrong type"))


@pytest.mark.parametrize(
    ("limit", "amount", "reason"),
    [
        ("--memory", "1M", "it takes more memory than 1 MB"),
        ("--timeout", "0.001", "the time-out of 0.001 s came first"),
    ],
)
def test_a_verb_that_keeps_a_limit_itself_is_left_the_time_to_say_what_it_found(
    handwave: Run, monkeypatch: pytest.MonkeyPatch, limit: str, amount: str, reason: str
) -> None:
    monkeypatch.setattr(held, "SECONDS", 60.0)
    monkeypatch.setattr(held, "OCTETS", 1024**3)
    said = handwave("conform", CAPTURE, "--end", "client", limit, amount)
    assert said.status == 3
    assert said.lines[-1].startswith(f"CANNOT BE JUDGED: {reason}, when ")


CUT = (
    ("why", "fin-ack", "--max-states", "10"),
    ("why", "fin-ack", "--max-states", "10", "-o", "why.svg"),
    ("compare", "three-way", "three-way", "half_way", "--max-states", "20"),
    ("draw", "three-way", "--max-states", "10", "-o", "drawn.svg"),
    ("draw", "three-way", "--max-states", "10", "--machine", "A", "-o", "drawn.svg"),
    ("draw", "three-way", "--max-states", "10", "--all", "figures", "--format", "dot"),
    ("explore", "three-way", "--max-states", "10"),
    ("explore", "generals", "three-way", "--max-states", "20"),
)


@pytest.mark.parametrize("asked", CUT, ids=" ".join)
def test_what_rests_on_a_search_that_was_cut_short_is_not_established(handwave: Run, asked: tuple[str, ...]) -> None:
    said = handwave(*asked)
    assert said.status == 3
    if asked[0] in ("draw", "explore"):
        assert "three-way: the search was cut short by the bound of" in said.err
