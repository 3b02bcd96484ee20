"""The verb export: where the text goes, and what is said where it cannot be written."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.export.promela.export import promela
from spec.lossy.models import lossy
from tests.command.saying import Run


def test_the_ending_of_the_name_says_the_format(handwave: Run, tmp_path: Path) -> None:
    assert handwave("export", "lossy.pml").out.startswith("lossy.pml: ")
    assert (tmp_path / "lossy.pml").read_text("utf-8") == promela(lossy(), {"M": 2, "OPENS": 1})
    assert handwave("export", "lossy", "-", "-p", "M=3").out == promela(lossy(M=3), {"M": 3, "OPENS": 1})
    assert handwave("export", "lossy", "lossy.txt", "--to", "spin").status == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("lossy", "lossy.tla"),
            "handwave: lossy.tla ends in '.tla', which says nothing of its format: "
            "write FILE.pml for Spin, or --to spin",
        ),
        (("losy.pml",), "handwave: there is no model 'losy' (did you mean lossy?): "),
        (("lossy", "nowhere/lossy.pml"), "handwave: nowhere/lossy.pml "),
    ],
)
def test_what_cannot_be_written_is_one_sentence(handwave: Run, words: tuple[str, ...], said: str) -> None:
    refused = handwave("export", *words)
    assert refused.err.startswith(said)
    assert (len(refused.err.splitlines()), refused.out, refused.status) == (1, "", 2)
