"""Every mistake is refused with one sentence, at the line of whoever made it.

Each ``NAME.py`` goes on from ``correct.py`` with one mistake; ``NAME.expect`` is the message, to the letter.
After a change of wording ``HANDWAVE_REWRITE_EXPECTED=1`` writes them anew, to be read as the student would.
"""

from __future__ import annotations

import os
import re
import runpy
from pathlib import Path

import pytest

from spec.notation import SpecError

HERE = Path(__file__).parent
CORRECT = str(HERE / "correct.py")
MISTAKES = sorted(HERE.glob("*/*.py"))
WITHOUT_A_LINE = ("parameter_as_text", "parameter_outside", "parameter_unknown", "explored_")
"""What is given to a model or to ``explore`` is no declaration: a command gives it too."""


def message(path: Path) -> str:
    """What the notation, or the engine, says of that file."""
    with pytest.raises(SpecError) as refused:
        runpy.run_path(str(path), init_globals=runpy.run_path(CORRECT))
    return str(refused.value) + "\n"


def test_what_the_mistakes_go_on_from_is_accepted() -> None:
    assert runpy.run_path(CORRECT)["Opener"]


@pytest.mark.parametrize("path", MISTAKES, ids=lambda path: f"{path.parent.name}/{path.stem}")
class TestEveryMistake:
    def test_produces_its_message_to_the_letter(self, path: Path) -> None:
        expected = path.with_suffix(".expect")
        if os.environ.get("HANDWAVE_REWRITE_EXPECTED"):
            expected.write_text(message(path), encoding="utf-8")
        assert message(path) == expected.read_text(encoding="utf-8")

    def test_is_told_in_one_sentence_that_names_the_file_and_the_line(self, path: Path) -> None:
        said = path.with_suffix(".expect").read_text(encoding="utf-8")
        assert said.count("\n") == 1
        if not path.stem.startswith(WITHOUT_A_LINE):
            named = re.match(rf"{path.name}:(\d+): ", said)
            assert named is not None, said
            assert 1 < int(named.group(1)) <= len(path.read_text(encoding="utf-8").splitlines())


def test_every_message_belongs_to_a_mistake() -> None:
    assert sorted(HERE.glob("*/*.expect")) == [path.with_suffix(".expect") for path in MISTAKES]
