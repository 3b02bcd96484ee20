"""A student's own file: how it is found, and what is said about what is wrong with it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.command.saying import Run

FAULTS = {
    "def handshake(:\n": "wrong.py:1: this is not Python (invalid syntax): def handshake(:",
    "import spec\nimport tcpx\n": "wrong.py:2: there is no module 'tcpx': is it installed here?",
    "import beside\n": "wrong.py:1: there is no module 'beside': a file beside it is not looked for, "
    "so put both in one file",
    "from spec.notation import Machin\n": "wrong.py:1: ImportError: cannot import name 'Machin' from 'spec.notation' ",
    "x = 1\ny = x / 0\n": "wrong.py:2: ZeroDivisionError: division by zero",
    "from spec.notation import LOSSY\nLOSY\n": "wrong.py:2: NameError: name 'LOSY' is not defined",
    "import sys\nsys.exit(1)\n": "wrong.py:2: it ends the program while it is loaded: "
    'put what it does under if __name__ == "__main__":',
    "from spec.notation import LOSSY\nLOSSY.holding(99)\n": "wrong.py:2: channel 'lossy, duplicating, reordering set': "
    "capacity=99 ",
    "def deep(n):\n    return deep(n + 1)\n\ndeep(0)\n": "wrong.py:2: RecursionError: maximum recursion depth exceeded",
    "x = '\x00'\n": "wrong.py:1: ",
}


@pytest.mark.parametrize("text", FAULTS)
def test_a_file_that_does_not_load_is_one_sentence_with_its_line(handwave: Run, tmp_path: Path, text: str) -> None:
    (tmp_path / "wrong.py").write_text(text)
    (tmp_path / "beside.py").write_text("")
    said = handwave("check", "wrong.py:mine")
    assert said.err.startswith(FAULTS[text])
    assert len(said.err.splitlines()) == 1
    assert (said.out, said.status) == ("", 2)


NAMES = {
    "mine.py": "handwave: mine.py declares deaf, warned, apart, trusting: say which, as in mine.py:deaf",
    "mine.py:dead": "handwave: mine.py has no 'dead' (did you mean deaf?): "
    "it declares unheard, deaf, warned, apart, trusting",
    "mine.py:Deaf": "handwave: 'Deaf' of mine.py is one machine: "
    "put two into a System(Deaf, Deaf, PERFECT) and name that",
    "mine.py:between": "handwave: 'between' of mine.py is a function: "
    "write @model() above it, or name a Model or a System",
    "mine.py:agreement": "handwave: 'agreement' of mine.py is of the type Always: "
    "name a Model, a System or a function under @model()",
    "mien.py:deaf": "handwave: there is no file mien.py (did you mean mine.py?)",
    "nowhere/mine.py": "handwave: there is no file nowhere/mine.py",
    "folder.py": "handwave: folder.py is a folder: name a Python file in it",
    "empty.py": "handwave: empty.py declares no model and no system: write one, such as mine = System(...)",
}


@pytest.mark.parametrize("typed", NAMES)
def test_a_name_that_is_not_a_model_is_one_sentence(handwave: Run, mine: Path, typed: str) -> None:
    mine.with_name("folder.py").mkdir()
    mine.with_name("empty.py").write_text("")
    said = handwave("check", typed)
    assert (said.err, said.status) == (NAMES[typed] + "\n", 2)


def test_a_parameter_out_of_range_is_refused(handwave: Run, mine: Path) -> None:
    said = handwave("check", "mine.py:trusting", "-p", "M=5")
    assert (said.err, said.status) == ("handwave: model trusting: M=5 is out of range 2..4\n", 2)


def test_what_the_models_own_function_raises_is_at_its_line(handwave: Run, tmp_path: Path) -> None:
    text = "from spec.notation import between, model\n\n@model(N=between(0, 2))\ndef mine(N=0):\n    return 1 // N\n"
    (tmp_path / "late.py").write_text(text)
    said = handwave("check", "late.py:mine")
    assert said.err == "late.py:5: ZeroDivisionError: integer division or modulo by zero\n"
    assert said.status == 2


def test_the_only_model_of_a_file_needs_no_name(handwave: Run, tmp_path: Path) -> None:
    text = "from spec.lossy.models import lossy\nmine = lossy(M=1)\n"
    (tmp_path / "one.py").write_text(text)
    assert handwave("check", "one.py:mine").lines[0].startswith("lossy: the yardstick")


def test_the_folder_of_the_file_is_not_searched(handwave: Run, mine: Path) -> None:
    mine.with_name("queue.py").write_text("raise SystemError('hidden')\n")
    before = list(sys.path)
    assert handwave("check", "mine.py:deaf", "--no-ladder").status == 1
    assert sys.path == before
    assert not [name for name in sys.modules if name == "mine"]


def test_what_the_file_prints_does_not_mix_with_the_results(handwave: Run, mine: Path) -> None:
    mine.write_text(mine.read_text() + "print('hello')\n")
    said = handwave("check", "mine.py:deaf", "--json")
    assert said.err == "hello\n"
    assert said.out.startswith("{")


def test_nothing_is_written_beside_the_file(handwave: Run, mine: Path) -> None:
    handwave("check", "mine.py:deaf")
    assert [path.name for path in mine.parent.iterdir()] == ["mine.py"]
