"""The options ``--checkpoint`` and ``--resume``: a search on disk, and one that goes on."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from checker.command.choosing.models import Chosen
from checker.command.options import Parser, seconds
from checker.command.outcomes import Refused
from checker.command.version import version
from checker.search.checkpoints import EVERY

if TYPE_CHECKING:
    from checker.search.checkpoints.keeper import Checkpoints


class Checkpointed(argparse.Namespace):
    """What :func:`add_checkpoints` parses."""

    checkpoint: Path | None
    checkpoint_every: float
    resume: Path | None


def add_checkpoints(parser: Parser) -> None:
    """``--checkpoint``, ``--checkpoint-every``, ``--resume``."""
    group = parser.add_argument_group("a search on disk, of one model")
    group.add_argument("--checkpoint", type=Path, metavar="DIR", help="write down there how far the search has come")
    group.add_argument(
        "--checkpoint-every", type=seconds, default=EVERY, metavar="S", help=f"so many seconds apart ({EVERY:g})"
    )
    group.add_argument("--resume", type=Path, metavar="DIR", help="go on where the search in that folder was")


def checkpoints(options: Checkpointed, chosen: Chosen, models: int) -> Checkpoints | None:
    """What was asked for; None: nothing."""
    if options.checkpoint is None and options.checkpoint_every != EVERY:
        raise Refused("--checkpoint-every says how often --checkpoint DIR writes: give that too")
    if options.checkpoint is None and options.resume is None:
        return None
    if models != 1:
        raise Refused("--checkpoint and --resume are for one model: write handwave check MODEL --checkpoint DIR")
    from checker.search.checkpoints.keeper import Checkpoints

    return Checkpoints(
        options.checkpoint, options.checkpoint_every, options.resume, version(), chosen.parameters, _told
    )


def _told(sentence: str) -> None:
    print(f"handwave: {sentence}", file=sys.stderr)
