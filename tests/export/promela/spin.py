"""A Promela text through Spin and a C compiler: how many states it stores, and which of its claims it refutes."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

HERE = all(shutil.which(tool) for tool in ("spin", "gcc"))
"""Whether both are installed."""
CLAIM = re.compile(r"^ltl (\w+)", re.MULTILINE)


@dataclass(frozen=True)
class Counted:
    """What Spin says of a text."""

    states: int
    errors: int


def built(text: str, folder: Path, *flags: str) -> Path:
    """The verifier of a text; AssertionError with what was said where Spin or the compiler refuses it."""
    (folder / "model.pml").write_text(text, "utf-8")
    _run(folder, "spin", "-o2", "-a", "model.pml")
    _run(folder, "gcc", "-w", "-O0", "-DSAFETY", "-DNOREDUCE", *flags, "-o", "pan", "pan.c")
    return folder / "pan"


def counted(pan: Path, *claim: str, depth: int = 1_000_000) -> Counted:
    """A whole search, or one until the first error of a claim."""
    said = _run(pan.parent, str(pan), f"-m{depth}", *claim)
    assert "max search depth too small" not in said, said
    states, errors = (re.search(pattern, said) for pattern in (r"(\d+) states, stored", r"errors: (\d+)"))
    assert states is not None, said
    assert errors is not None, said
    return Counted(int(states[1]), int(errors[1]))


def states(text: str, folder: Path) -> int:
    """How many states the text has; AssertionError where an assertion of its own fails."""
    found = counted(built(text, folder, "-DNOCLAIM"))
    assert found.errors == 0, "an assertion of the text fails"
    return found.states


def refuted(text: str, folder: Path) -> set[str]:
    """The claims of which Spin finds an error."""
    pan = built(text, folder)
    return {claim for claim in CLAIM.findall(text) if counted(pan, "-N", claim).errors}


def _run(folder: Path, *words: str) -> str:
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(words)}\n{done.stdout}\n{done.stderr}"
    return done.stdout
