"""What is said of a checkpoint that cannot be written, or is of no use."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

import pytest

from tests.command.saying import Run


@pytest.fixture
def kept(tmp_path: Path, handwave: Run) -> Path:
    """A checkpoint of the yardstick, after 100,000 states."""
    said = handwave(*CHECK, "-p", "OPENS=2", "--max-states", "100000", "--checkpoint", "kept")
    assert said.err.startswith("handwave: checkpoint of 99,")
    assert said.err.endswith(" states in kept: --resume kept goes on there\n")
    return tmp_path / "kept"


CHECK = ("check", "lossy", "--vacuity", "off", "--engine", "python")
"""The command, with 125,005 states where OPENS is 2."""


def test_a_full_disk_leaves_the_checkpoint_before(kept: Path, handwave: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (kept / "checkpoint").read_bytes()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    said = handwave(*CHECK, "-p", "OPENS=2", "--max-states", "110000", "--resume", "kept", "--checkpoint", "kept")
    gone_on, full_disk = said.err.splitlines(keepends=True)
    assert re.fullmatch(r"handwave: goes on from the checkpoint in kept: 99,\d{3} states met in \d+\.\d\d s\n", gone_on)
    assert full_disk == (
        "handwave: no checkpoint could be written to kept (no space left on device); "
        "one that was there before still is\n"
    )
    assert " 110,000 states, " in said.out
    assert [one.name for one in kept.iterdir()] == ["checkpoint"]
    assert (kept / "checkpoint").read_bytes() == before


REFUSED: dict[tuple[str, ...], str] = {
    ("-p", "OPENS=1"): "it is of M=2, OPENS=2, and not of M=2, OPENS=1",
    ("-p", "OPENS=2", "-p", "M=3"): "it is of M=2, OPENS=2, and not of M=3, OPENS=2",
}


@pytest.mark.parametrize("words", REFUSED)
def test_a_checkpoint_of_other_parameters_is_refused(kept: Path, handwave: Run, words: tuple[str, ...]) -> None:
    said = handwave(*CHECK, *words, "--resume", "kept")
    assert said == (2, "", f"handwave: the checkpoint in kept is of no use here: {REFUSED[words]}\n")


def test_a_checkpoint_of_another_search_is_not_written_over(kept: Path, handwave: Run) -> None:
    before = (kept / "checkpoint").read_bytes()
    said = handwave(*CHECK, "-p", "OPENS=1", "--checkpoint", "kept")
    assert said == (
        2,
        "",
        "handwave: kept has a checkpoint that would be lost: it is of M=2, OPENS=2, and not of M=2, OPENS=1; "
        "name another folder, or remove it\n",
    )
    assert (kept / "checkpoint").read_bytes() == before


def test_a_checkpoint_of_another_model_is_refused(kept: Path, handwave: Run) -> None:
    said = handwave("check", "three-way", "--resume", "kept")
    reason = "it is of the model lossy, and not of three-way"
    assert said == (2, "", f"handwave: the checkpoint in kept is of no use here: {reason}\n")


def test_a_checkpoint_is_for_one_model(handwave: Run) -> None:
    said = handwave("check", "lossy", "three-way", "--checkpoint", "kept")
    assert said.err == (
        "handwave: --checkpoint and --resume are for one model: write handwave check MODEL --checkpoint DIR\n"
    )


@pytest.mark.parametrize("place", [0, 30, 3000, -1])
def test_a_damaged_checkpoint_is_refused(kept: Path, handwave: Run, place: int) -> None:
    path = kept / "checkpoint"
    octets = bytearray(path.read_bytes())
    octets[place] ^= 1
    path.write_bytes(octets)
    damaged = "kept/checkpoint is damaged, or no checkpoint: its checksum is not that of what stands in it"
    assert handwave(*CHECK, "-p", "OPENS=2", "--resume", "kept") == (2, "", f"handwave: {damaged}\n")
    path.write_bytes(octets[: len(octets) // 2])
    assert handwave(*CHECK, "-p", "OPENS=2", "--resume", "kept") == (2, "", f"handwave: {damaged}\n")


def test_where_there_is_no_checkpoint_that_is_said(handwave: Run) -> None:
    said = handwave(*CHECK, "--resume", "nowhere")
    assert said.err == "handwave: there is no checkpoint in nowhere: --checkpoint nowhere writes one\n"


def test_knowledge_is_not_kept(handwave: Run) -> None:
    said = handwave("check", "who-knows", "--checkpoint", "kept")
    assert said.err == "handwave: who-knows asks what its ends know, and no checkpoint keeps what they have seen\n"


def test_a_folder_that_cannot_be_made_is_refused_before_the_search(tmp_path: Path, handwave: Run) -> None:
    (tmp_path / "afile").write_text("mine")
    said = handwave(*CHECK, "--checkpoint", "afile")
    assert said.err == "handwave: no checkpoint can be written into afile (file exists): name a folder\n"
    assert (said.status, (tmp_path / "afile").read_text()) == (2, "mine")


def test_how_often_without_where_is_refused(handwave: Run) -> None:
    said = handwave(*CHECK, "--checkpoint-every", "5")
    assert said.err == "handwave: --checkpoint-every says how often --checkpoint DIR writes: give that too\n"
