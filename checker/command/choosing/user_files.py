"""A person's own file, loaded by its path: what it declares, or one sentence about what is wrong with it.

Its folder is never put on ``sys.path``: a ``queue.py`` beside it would hide Python's own.
"""

from __future__ import annotations

import contextlib
import importlib.machinery
import importlib.util
import sys
import traceback
from pathlib import Path
from types import CodeType, ModuleType

from checker.command.outcomes import Exit, Refused
from spec.notation.errors import SpecError
from spec.notation.nearest import nearest

_loaded: dict[str, ModuleType] = {}
"""Every file loaded so far, by its full path."""


class _Fresh(importlib.machinery.SourceFileLoader):
    """Reads the source each time: a cache beside a file that is being edited may be stale."""

    def get_code(self, fullname: str) -> CodeType:
        return self.source_to_code(self.get_data(self.path), self.path)


def load(path: Path) -> ModuleType:
    """The module in that file, run once, under a private name.  Refused or SpecError where that fails."""
    full = str(path.resolve())
    if full not in _loaded:
        _check_readable(path)
        _loaded[full] = _run(path, full)
    return _loaded[full]


def _check_readable(path: Path) -> None:
    if path.is_dir():
        raise Refused(f"{path} is a folder: name a Python file in it")
    if not path.exists():
        beside = sorted(one.name for one in path.parent.glob("*.py")) if path.parent.is_dir() else []
        raise Refused(f"there is no file {path}{nearest(path.name, beside)}")
    try:
        path.read_bytes()
    except OSError as error:
        raise Refused(f"{path} cannot be read ({(error.strerror or str(error)).lower()})") from None


def _run(path: Path, full: str) -> ModuleType:
    name = f"handwave file {len(_loaded)} {path.stem}"
    spec = importlib.util.spec_from_loader(name, _Fresh(name, full))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses and enumerations look their module up
    try:
        # what the file prints is not the command's output
        with contextlib.redirect_stdout(sys.stderr):
            spec.loader.exec_module(module)
    except SpecError:
        raise
    except (Exception, SystemExit) as error:
        raise _fault(path, full, error) from None
    return module


def _fault(path: Path, full: str, error: BaseException) -> Exception:
    cause = error.__cause__
    if isinstance(cause, SpecError):  # Python 3.11 wraps what is raised where a name is set
        return cause
    return Refused(f"{path.name}:{_line(full, error)}: {_said(path, error)}")


def _line(full: str, error: BaseException) -> int:
    """The line of that file which the error came from, or 1."""
    if isinstance(error, SyntaxError) and error.filename == full and error.lineno:
        return error.lineno
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == full]
    return (lines[-1] if lines else None) or 1


def _said(path: Path, error: BaseException) -> str:
    if isinstance(error, SyntaxError):
        shown = f": {error.text.strip()}" if error.text and error.text.strip() else ""
        return f"this is not Python ({error.msg}){shown}"
    if isinstance(error, SystemExit):
        return 'it ends the program while it is loaded: put what it does under if __name__ == "__main__":'
    if isinstance(error, ModuleNotFoundError) and error.name is not None:
        beside = (path.parent / f"{error.name.partition('.')[0]}.py").exists()
        advice = "a file beside it is not looked for, so put both in one file" if beside else "is it installed here?"
        return f"there is no module '{error.name}': {advice}"
    told = traceback.TracebackException.from_exception(error)  # with Python's own "Did you mean"
    return " ".join("".join(told.format_exception_only()).split())


def blamed(error: Exception) -> tuple[str, Exit] | None:
    """The sentence for an error that a loaded file's own code raised later, when it was called; None if none did."""
    frames = traceback.extract_tb(error.__traceback__)
    if not frames or frames[-1].filename not in _loaded:
        return None
    full = frames[-1].filename
    return f"{Path(full).name}:{frames[-1].lineno}: {_said(Path(full), error)}", Exit.WRONG
