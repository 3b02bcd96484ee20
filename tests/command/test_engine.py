"""Who searches, chosen on the command line, and what is said of it."""

from __future__ import annotations

import json
import re

from tests.command.saying import Run

LARGE = ("check", "lossy", "-p", "OPENS=2", "--property", "agreement", "--vacuity", "off")
NATIVE = (
    r"engine native from [\d,]+ states on: 251 x 992 views; 1\d\.\d octets a state; \d+\.\d\d s for what "
    r"Python was asked \([\d,]+ times\), \d+\.\d\d s in the kernels \(\d+ rounds? of several threads\), "
    r"\d+\.\d\d s to have them"
)


def test_statistics_say_who_searched_and_what_it_took(handwave: Run) -> None:
    assert re.search(NATIVE, " ".join(handwave(*LARGE, "--stats").out.split()))
    small = handwave("check", "lossy", "--vacuity", "off", "--stats").lines
    assert " engine  python: fewer than 4,000 states" in small
    asked = handwave("check", "lossy", "--vacuity", "off", "--stats", "--engine", "python").lines
    assert " engine  python, as asked" in asked


def test_each_engine_finds_the_same(handwave: Run) -> None:
    found = [json.loads(handwave(*LARGE, "--json", "--engine", one).out) for one in ("python", "native", "auto")]
    assert [one.pop("engine") for one in found] == ["python", "native", "native"]
    for one in found:
        del one["seconds"]
    assert found[0] == found[1] == found[2]
    assert (found[0]["states"], found[0]["transitions"], found[0]["depth"]) == (125_005, 2_311_769, 24)


def test_a_trace_is_the_same_whoever_searched(handwave: Run) -> None:
    words = ("trace", "lossy", "agreement", "-p", "OPENS=2")
    assert handwave(*words, "--engine", "native").out == handwave(*words, "--engine", "python").out


def test_a_bound_on_memory_ends_in_not_established(handwave: Run) -> None:
    done = handwave(*LARGE, "--memory", "1M")
    assert "cut short by the bound of 1 MB of memory" in done.out
    assert done.status == 3


def test_what_is_no_engine_and_no_amount_of_memory_is_one_sentence(handwave: Run) -> None:
    done = handwave("check", "lossy", "--engine", "swift")
    assert done.status == 2
    assert "argument --engine: invalid choice: 'swift' (choose from" in done.err
    for text in ("2 horses", "2"):
        said = handwave("check", "lossy", "--memory", text).err
        assert f"'{text}' is not an amount of memory: write 500M or 2G, for example" in said


def test_the_native_engine_is_refused_where_it_is_asked_who_knows_what(handwave: Run) -> None:
    done = handwave("check", "who-knows", "--engine", "native")
    assert done.status == 2
    assert "the native engine cannot search this: what its ends know is asked for" in done.err
