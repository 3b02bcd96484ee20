"""A person's own file, loaded by its path: what it declares, or one sentence about what is wrong with it."""

from __future__ import annotations

import contextlib
import sys
import traceback
from pathlib import Path
from types import ModuleType

from checker.command.choosing import beside
from checker.command.choosing.suggestions import meant
from checker.command.outcomes import Exit, Refused
from spec.notation.errors import SpecError
from spec.notation.nearest import nearest


def load(path: Path) -> ModuleType:
    """The module in that file, run once, under a private name.  Refused or SpecError where that fails."""
    full = str(path.resolve())
    if full not in beside.modules:
        _check_readable(path)
        _run(path, full)
    return beside.modules[full]


def _check_readable(path: Path) -> None:
    if path.is_dir():
        raise Refused(f"{path} is a folder: name a Python file in it")
    if not path.exists():
        others = sorted(one.name for one in path.parent.glob("*.py")) if path.parent.is_dir() else []
        raise Refused(f"there is no file {path}{nearest(path.name, others)}")
    try:
        path.read_bytes()
    except OSError as error:
        raise Refused(f"{path} cannot be read ({(error.strerror or str(error)).lower()})") from None


def _run(path: Path, full: str) -> None:
    try:
        # what the file prints is not the command's output
        with contextlib.redirect_stdout(sys.stderr), beside.importing():
            beside.run(f"handwave file {len(beside.modules)} {path.stem}", full)
    except SpecError:
        raise
    except (Exception, SystemExit) as error:
        raise _fault(full, error) from None


def _fault(full: str, error: BaseException) -> Exception:
    cause = error.__cause__
    if isinstance(cause, SpecError):  # Python 3.11 wraps what is raised where a name is set
        return cause
    file, line = _place(full, error)
    return Refused(f"{Path(file).name}:{line}: {_said(file, error)}")


def _place(full: str, error: BaseException) -> tuple[str, int]:
    """The person's file and the line in it which the error came from; the first line of that file if none is known."""
    if isinstance(error, SyntaxError) and error.filename in beside.touched and error.lineno:
        return error.filename, error.lineno
    frames = [one for one in traceback.extract_tb(error.__traceback__) if one.filename in beside.touched]
    return (frames[-1].filename, frames[-1].lineno or 1) if frames else (full, 1)


def _said(file: str, error: BaseException) -> str:
    if isinstance(error, SyntaxError):
        shown = f": {error.text.strip()}" if error.text and error.text.strip() else ""
        return f"this is not Python ({error.msg}){shown}"
    if isinstance(error, SystemExit):
        return 'it ends the program while it is loaded: put what it does under if __name__ == "__main__":'
    told = traceback.TracebackException.from_exception(error)
    return meant(error, file) or " ".join("".join(told.format_exception_only()).split())


def blamed(error: Exception) -> tuple[str, Exit] | None:
    """The sentence for an error that a loaded file's own code raised later, when it was called; None if none did."""
    frames = traceback.extract_tb(error.__traceback__)
    if not frames or frames[-1].filename not in beside.touched:
        return None
    full = frames[-1].filename
    return f"{Path(full).name}:{frames[-1].lineno}: {_said(full, error)}", Exit.WRONG
