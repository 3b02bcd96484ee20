"""Every mistake at the command line is one sentence and status 2; never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.command.all_verbs import VERBS
from tests.command.saying import Run

MISTAKES = {
    "chek": f"handwave: there is no verb 'chek' (did you mean check?): write one of {', '.join(VERBS)}",
    "--fast": f"handwave: --fast is no option here: write a verb first, one of {', '.join(VERBS)}",
    "check losy": "handwave: there is no model 'losy' (did you mean lossy?): 'handwave list' shows all, "
    "and one of your own is written FILE.py:NAME",
    "check two_way": "handwave: there is no model 'two_way' (did you mean two-way?): 'handwave list' shows all, "
    "and one of your own is written FILE.py:NAME",
    "check lossy -p M=99": "handwave: model lossy: M=99 is out of range 1..16",
    "check lossy -p N=2": "handwave: model lossy has no parameter N; its parameters: M, OPENS",
    "check lossy -p M=two": "handwave check: argument -p: M=two is not a whole number: write M=2, for example "
    "(handwave check --help lists what it takes)",
    "check lossy -p M": "handwave check: argument -p: 'M' gives no value: write NAME=VALUE, such as M=2 "
    "(handwave check --help lists what it takes)",
    "check lossy -p M=2 -p M=3": "handwave: the parameter M is given twice: 2 and 3",
    "check two-way -p M=2": "handwave: model two-way has no parameters: leave out -p M=...",
    "check -p M=2": "handwave: -p and --property are for models that are named: write handwave check MODEL ...",
    "check lossy --property agrement": "handwave: lossy has no property 'agrement' (did you mean agreement?): "
    "it has agreement, both_established",
    "check lossy --max-states 0": "handwave check: argument --max-states: '0' is not a whole number of 1 or more "
    "(handwave check --help lists what it takes)",
    "check lossy --timeout soon": "handwave check: argument --timeout: 'soon' is not a number of seconds above 0 "
    "(handwave check --help lists what it takes)",
    "check lossy --max": "handwave check: unrecognized arguments: --max (did you mean --max-depth or --max-states?) "
    "(handwave check --help lists what it takes)",
    "trace two-way": "handwave: say which property of two-way: completes, agreement, not_a_ghost, was_there",
    "trace two-way was_there -o no/run.txt": "handwave: no/run.txt cannot be written, for no is not a folder: "
    "make it, or name another",
    "draw": "handwave: say which model to draw: handwave draw MODEL, or handwave draw --all FOLDER for every one",
    "draw two-way --trace agreement": "handwave: two-way, agreement: HOLDS, so there is no run to draw",
    "draw two-way --around was_there x": "handwave: --around PROPERTY N: 'x' is not a whole number of 0 or more",
    "draw lossy --group A.foo -o x.svg": "handwave: lossy has no 'A.foo' to group by: write one of A.state, "
    "A.ciss, A.opened, A.cirs, B.state, B.siss, B.sirs, in flight",
    "draw two-way --fit wide -o x.svg": "handwave: 'wide' is not a size on the page: write width x height, "
    "as in 345x520pt or 12x18cm",
    "walk two-way --seed -1": "handwave walk: argument --seed: '-1' is not a whole number of 0 or more "
    "(handwave walk --help lists what it takes)",
    "ladder nothing.pcap": "handwave: nothing.pcap cannot be read: No such file or directory; "
    "a capture in the format pcap or pcapng is wanted, as tcpdump -w and Wireshark write it.",
}


@pytest.mark.parametrize("typed", MISTAKES)
def test_a_mistake_is_one_sentence(handwave: Run, typed: str) -> None:
    said = handwave(*typed.split())
    assert said.err == MISTAKES[typed] + "\n"
    assert (said.out, said.status) == ("", 2)


def test_no_verb_prints_the_help_and_is_wrong(handwave: Run) -> None:
    said = handwave()
    assert said.err.startswith("usage: handwave VERB ...\n")
    assert said.status == 2


def test_a_mistake_of_our_own_says_so(handwave: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise LookupError("a key\nthat is not there")

    monkeypatch.setattr("checker.command.verbs.check.explored", broken)
    said = handwave("check", "lossy")
    assert said.err == (
        "handwave: this is an error of handwave's own, not of yours (LookupError: a key that is not there); "
        "the same command with --debug shows where\n"
    )
    assert said.status == 70


def test_a_package_that_is_not_installed_is_named(handwave: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def without(*_: object, **__: object) -> None:
        raise ModuleNotFoundError("No module named 'richer'", name="richer.cells")

    monkeypatch.setattr("checker.command.verbs.check.explored", without)
    said = handwave("check", "lossy")
    assert said.err.startswith("handwave: the package 'richer' is not installed here: write 'pip install -e ")
    assert said.status == 2


def test_ctrl_c_outside_a_search_is_one_word(handwave: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("checker.command.verbs.check.explored", interrupted)
    said = handwave("check", "lossy")
    assert (said.err, said.status) == ("handwave: interrupted\n", 130)


def test_a_file_that_may_not_be_written_is_left_as_it_was(handwave: Run, tmp_path: Path) -> None:
    (tmp_path / "run.txt").mkdir()
    said = handwave("trace", "two-way", "was_there", "-o", "run.txt")
    assert said.err == "handwave: run.txt cannot be written, for it is a folder: name a file in it\n"
    assert said.status == 2
    assert [path.name for path in tmp_path.iterdir()] == ["run.txt"]
