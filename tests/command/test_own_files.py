"""A student's own file: how it is found, and what is said about what is wrong with it."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from checker.command.choosing.user_files import load
from tests.command.saying import Run

FAULTS = {
    "def handshake(:\n": "wrong.py:1: this is not Python (invalid syntax): def handshake(:",
    "import spec\nimport tcpx\n": "wrong.py:2: there is no module 'tcpx': is it installed here?",
    "x = 1\ny = x / 0\n": "wrong.py:2: ZeroDivisionError: division by zero",
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


HELPERS = """from spec.tcp import *


class Hasty(Tcp):
    \"\"\"Takes the first SYN.\"\"\"

    listen_syn = Tcp.listen_syn.but(to={state})
"""
MINE = """from helpers import Hasty
from spec.tcp import *

mine = Model(opening(server=Hasty), asks(agreement, was_there))
"""


def written(folder: Path, helpers: str = HELPERS.format(state="ESTABLISHED")) -> Path:
    """A folder with a model, and a file beside it that it imports from."""
    folder.mkdir(exist_ok=True)
    (folder / "helpers.py").write_text(helpers)
    (folder / "mine.py").write_text(MINE)
    return folder


def verdicts(checked: Mapping[str, Any]) -> dict[str, str]:
    """The verdicts of a model that was checked with ``--json``."""
    return {one["name"]: one["verdict"] for one in checked["properties"]}


class TestAFileThatImportsAnotherBesideIt:
    def test_is_checked(self, handwave: Run, tmp_path: Path) -> None:
        written(tmp_path)
        found = verdicts(json.loads(handwave("check", "mine.py:mine", "--json").out))
        assert found == {"agreement": "HOLDS", "was_there": "VIOLATED"}

    def test_is_checked_from_another_folder(self, handwave: Run, tmp_path: Path) -> None:
        written(tmp_path / "sub")
        assert handwave("check", "sub/mine.py:mine").status == 1

    def test_has_the_one_of_its_own_folder(self, handwave: Run, tmp_path: Path) -> None:
        written(tmp_path)
        written(tmp_path / "sub", HELPERS.format(state="LISTEN"))
        said = handwave("check", "mine.py:mine", "sub/mine.py:mine", "--json")
        assert [verdicts(one)["was_there"] for one in json.loads(said.out)] == ["VIOLATED", "VACUOUS"]

    def test_shares_it_with_others(self, tmp_path: Path) -> None:
        written(tmp_path)
        (tmp_path / "other.py").write_text("from helpers import Hasty\nfrom mine import mine\n")
        other, mine, helpers = (vars(load(tmp_path / name)) for name in ("other.py", "mine.py", "helpers.py"))
        assert other["Hasty"] is mine["Hasty"] is helpers["Hasty"]
        assert other["mine"] is mine["mine"]

    def test_may_import_it_when_a_model_is_made(self, handwave: Run, tmp_path: Path) -> None:
        written(tmp_path)
        (tmp_path / "late.py").write_text(
            "from spec.tcp import *\n\n@model(N=between(1, 2))\ndef mine(N: int = 1) -> Model:\n"
            "    from helpers import Hasty\n    return Model(opening(server=Hasty, opens=N), asks(completes))\n"
        )
        assert handwave("check", "late.py:mine").status == 0

    def test_is_told_of_a_fault_at_its_line_there(self, handwave: Run, tmp_path: Path) -> None:
        written(tmp_path, HELPERS.format(state="ESTABLISHD"))
        said = handwave("check", "mine.py:mine")
        assert said.err == "helpers.py:7: there is no name 'ESTABLISHD' here (did you mean ESTABLISHED?)\n"
        assert said.status == 2

    def test_is_told_of_a_line_there_that_is_not_python(self, handwave: Run, tmp_path: Path) -> None:
        written(tmp_path, "def late(:\n")
        said = handwave("check", "mine.py:mine")
        assert said.err == "helpers.py:1: this is not Python (invalid syntax): def late(:\n"

    def test_is_told_where_each_imports_the_other(self, handwave: Run, tmp_path: Path) -> None:
        written(tmp_path, "from mine import mine\nHasty = mine\n")
        said = handwave("check", "mine.py:mine")
        assert said.err == (
            "helpers.py:1: mine.py imports this file while it is being read itself: "
            "put what both need into a third file\n"
        )

    def test_leaves_no_name_behind(self, handwave: Run, tmp_path: Path) -> None:
        written(tmp_path)
        before = list(sys.path)
        handwave("check", "mine.py:mine")
        assert sys.path == before
        assert not {"mine", "helpers"} & sys.modules.keys()


def test_a_file_does_not_hide_a_module_of_python(handwave: Run, mine: Path) -> None:
    mine.with_name("queue.py").write_text("raise SystemError('hidden')\n")
    assert handwave("check", "mine.py:deaf", "--no-ladder").status == 1


def test_what_the_file_prints_does_not_mix_with_the_results(handwave: Run, mine: Path) -> None:
    mine.write_text(mine.read_text() + "print('hello')\n")
    said = handwave("check", "mine.py:deaf", "--json")
    assert said.err == "hello\n"
    assert said.out.startswith("{")


def test_nothing_is_written_beside_the_file(handwave: Run, mine: Path) -> None:
    handwave("check", "mine.py:deaf")
    assert [path.name for path in mine.parent.iterdir()] == ["mine.py"]
