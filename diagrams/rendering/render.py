"""DOT text to a drawing: pygraphviz, else ``dot`` on the PATH, always in a child process with a time limit.

No renderer of Graphviz can be interrupted from inside, and some graphs keep it busy for hours; so the child
and everything it started is killed at the limit.
"""

from __future__ import annotations

import base64
import contextlib
import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from diagrams.rendering.drawing_child import UNUSABLE

Kind = Literal["svg", "png", "pdf", "plain", "json0"]
"""What a renderer is asked for; ``plain`` is bare geometry, for the fitting; ``json0`` all that is laid out."""
Engine = Literal["dot", "neato"]

LIMIT = 60.0
"""Seconds that one call may take."""

INSTALL = "write 'pip install pygraphviz', or install Graphviz so that 'dot' is on the PATH"

_FONTS = Path(__file__).with_name("fonts")
_CHILD = Path(__file__).with_name("drawing_child.py")


class PictureError(Exception):
    """A picture was not drawn.  The message is one sentence: what, why, and what to write."""


class NoRenderer(PictureError):
    """There is neither pygraphviz nor Graphviz here."""


class Job(NamedTuple):
    """One drawing to make."""

    dot: str
    kind: Kind
    engine: Engine = "dot"


def render(job: Job, limit: float = LIMIT) -> bytes:
    """The drawing.  Raises as :func:`render_all`."""
    return render_all([job], limit)[0]


def render_all(jobs: Sequence[Job], limit: float = LIMIT) -> list[bytes]:
    """The drawings, in order.  ``limit`` is in seconds, for all of them (for each of them where ``dot`` draws).

    Raises NoRenderer where nothing can draw, PictureError where the renderer hangs or dies.
    """
    died = ""
    for renderer in (_by_pygraphviz, _by_dot):
        try:
            return renderer(jobs, limit)
        except _Died as error:
            died = died or str(error)
        except _NotHere:
            pass
    if died:
        raise PictureError(died)
    raise NoRenderer(f"nothing here can draw: {INSTALL}")


class _NotHere(Exception):
    """This renderer is not installed."""


class _Died(Exception):
    """This renderer gave up."""


def _by_pygraphviz(jobs: Sequence[Job], limit: float) -> list[bytes]:
    if importlib.util.find_spec("pygraphviz") is None:
        raise _NotHere
    lines = "".join(json.dumps([job.engine, job.kind, job.dot]) + "\n" for job in jobs)
    # -P: the folder of the child also holds modules of common names, which would hide others.
    ended = _run("pygraphviz", [sys.executable, "-P", str(_CHILD)], lines.encode(), limit)
    if ended.status == UNUSABLE:
        raise _NotHere
    drawings = [base64.b64decode(line) for line in ended.output.splitlines()]
    if ended.status or len(drawings) != len(jobs):
        raise _Died(_why("pygraphviz", ended))
    return drawings


def _by_dot(jobs: Sequence[Job], limit: float) -> list[bytes]:
    program = shutil.which("dot")
    if program is None:
        raise _NotHere
    return [_one_by_dot(os.path.abspath(program), job, limit) for job in jobs]


def _one_by_dot(program: str, job: Job, limit: float) -> bytes:
    ended = _run("dot", [program, f"-K{job.engine}", f"-T{job.kind}"], job.dot.encode(), limit)
    if ended.status or not ended.output:
        raise _Died(_why("dot", ended))
    return ended.output


@dataclass(frozen=True, slots=True)
class _Ended:
    status: int
    output: bytes
    errors: str


def _why(name: str, ended: _Ended) -> str:
    said = [line for line in ended.errors.splitlines() if line.strip() and "Fontconfig" not in line]
    cause = signal.strsignal(-ended.status) if ended.status < 0 else f"exit status {ended.status}"
    return f"the renderer {name} died ({cause}){': ' + said[-1].strip() if said else ''}"


def _run(name: str, command: Sequence[str], text: bytes, limit: float) -> _Ended:
    child = _start(name, command)
    try:
        output, errors = child.communicate(text, timeout=limit)
    except BaseException as error:
        _kill(child)
        if isinstance(error, subprocess.TimeoutExpired):
            raise PictureError(f"the renderer {name} did not finish within {limit:g} s: draw fewer boxes") from None
        raise
    return _Ended(child.returncode, output, errors.decode(errors="replace"))


def _start(name: str, command: Sequence[str]) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=_FONTS if _FONTS.is_dir() else None,
            env=environment(os.environ),
            start_new_session=True,  # so that what the renderer started is killed with it
        )
    except OSError as error:
        raise _Died(f"the renderer {name} does not start: {error.strerror or error}") from None


def environment(mine: Mapping[str, str]) -> dict[str, str]:
    """The environment of a renderer: fonts are found even where the machine has none."""
    if not _FONTS.is_dir():  # an installation that left the fonts behind has the machine's own
        return dict(mine)
    return {"FONTCONFIG_FILE": str(_FONTS / "fonts.conf"), **mine}


def _kill(child: subprocess.Popen[bytes]) -> None:
    """End the child and what it started: a script that only waits for the real renderer leaves it behind."""
    with contextlib.suppress(ProcessLookupError):
        kill_group: Callable[[int, int], None] | None = getattr(os, "killpg", None)
        if kill_group is None:  # Windows
            child.kill()
        else:
            kill_group(child.pid, signal.SIGKILL)
    child.communicate()
