"""A planted checkpoint, with a right checksum: what it says is held to the protocol, and its owner is asked."""

from __future__ import annotations

import os
from array import array
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from checker.search.breadth_first import Limits
from checker.search.checkpoints.file import Head, read, write
from checker.search.checkpoints.keeper import Checkpoints
from spec.lossy.models import lossy
from spec.notation import SpecError
from tests.search.checkpoints.halves import searched

SYSTEM = lossy(M=2, OPENS=2).system


@pytest.fixture(name="kept")
def a_checkpoint(tmp_path: Path) -> Path:
    searched(SYSTEM, "python", Limits(states=3000), Checkpoints(to=tmp_path))
    return tmp_path


def planted(kept: Path, change: Callable[[Head], Head], pairs: Callable[[array[int]], None] = lambda _: None) -> str:
    """What is said of a checkpoint that somebody changed and wrote down again."""
    saved = read(kept)
    pairs(saved.pairs)
    write(kept, change(saved.head), [one.tobytes() for one in (saved.pairs, saved.parents, saved.stuck)])
    with pytest.raises(SpecError) as error:
        searched(SYSTEM, "python", kept=Checkpoints(resume=kept))
    return str(error.value).replace(str(kept), "DIR")


def swapped(pairs: array[int]) -> None:
    """Each state is the one before it, from the second on."""
    pairs[1:] = array("Q", [*pairs[2:], pairs[1]])


NO_SEARCH = "the checkpoint in DIR is no search of this protocol: "
CHANGED: dict[str, Callable[[Head], Head]] = {
    NO_SEARCH + "it does not begin where the system starts": lambda head: replace(
        head, views=[[head.views[0][1], head.views[0][0], *head.views[0][2:]], head.views[1]]
    ),
    NO_SEARCH + "a state of A has bits that mean nothing": lambda head: replace(
        head, views=[[*head.views[0][:-1], "f" * 40], head.views[1]]
    ),
    NO_SEARCH + "a state has a part that is not there": lambda head: replace(head, views=[head.views[0], ["0"]]),
    NO_SEARCH + "its levels do not follow each other": lambda head: replace(head, levels=[*head.levels, 1]),
    NO_SEARCH + "more is expanded than was met": lambda head: replace(head, expanded=head.states + 1),
    "the checkpoint in DIR has a number that means nothing": lambda head: replace(
        head, views=[["no number", *head.views[0][1:]], head.views[1]]
    ),
    "DIR/checkpoint is no checkpoint: it has not the parts that one has": lambda head: replace(
        head, states=head.states + 7
    ),
}


@pytest.mark.parametrize("said", CHANGED)
def test_what_cannot_be_so_is_refused(kept: Path, said: str) -> None:
    assert planted(kept, CHANGED[said]) == said


def test_states_that_do_not_follow_are_refused(kept: Path) -> None:
    assert planted(kept, lambda head: head, swapped) == NO_SEARCH + "a state is not one to which the one before leads"


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="no owners here")
def test_a_checkpoint_to_which_others_may_write_is_refused(kept: Path) -> None:
    (kept / "checkpoint").chmod(0o666)
    with pytest.raises(SpecError, match="belongs to another user, or others may write to it: copy it, and resume"):
        searched(SYSTEM, "python", kept=Checkpoints(resume=kept))
