"""What a name was meant to be that a person's file does not have, and from where it is to be imported."""

from __future__ import annotations

import builtins
import re
import sys
import traceback
from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType, TracebackType

from checker.command.choosing import beside
from spec.notation.nearest import closest, nearest

FACES = ("spec.tcp", "spec.notation", "checker", "diagrams")
"""What a person imports from, in the order in which a name is looked for."""
ALIKE = 0.75
"""How much a name that was not imported must be like what was written."""


def meant(error: BaseException, file: str) -> str | None:
    """What is wrong with a name in that file, and what to write instead; None if the error is about no name."""
    match error:
        case ModuleNotFoundError(name=str() as name):
            return _no_module(name, Path(file))
        case ImportError(name=str() as name):
            return _not_in_it(error, name, file)
        case NameError(name=str() as name):
            return _no_name(name, _last(error.__traceback__))
        case AttributeError(name=str() as name, obj=ModuleType() as module):
            return _not_offered(module, name)
        case AttributeError(name=str() as name, obj=other):
            return f"{error}{nearest(name, _public(other))}"
        case _:
            return None


def _no_module(name: str, file: Path) -> str:
    said = f"there is no module '{name}'"
    face, _, last = name.rpartition(".")
    if face in FACES and last in _names(face):
        return f"{said}: write from {face} import {last}"
    if name.partition(".")[0] in {one.partition(".")[0] for one in FACES}:
        return f"{said}{nearest(name, FACES)}: import from {', '.join(FACES)}"
    others = [one.stem for one in file.parent.glob("*.py") if one != file]
    return f"{said}{nearest(name, others)}: is it installed here?"


def _not_in_it(error: ImportError, of: str, file: str) -> str | None:
    said = re.match(r"cannot import name '(\w+)'", str(error))
    module = beside.modules.get(error.path or "") or sys.modules.get(of)
    if said is None or module is None:
        return None
    own = Path(error.path or "").stem if error.path in beside.touched else of
    if error.path in {one.filename for one in traceback.extract_tb(error.__traceback__)}:
        return f"{own}.py imports this file while it is being read itself: put what both need into a third file"
    if of in sys.stdlib_module_names and Path(file).with_name(f"{of}.py").is_file():
        return f"'{of}' is Python's own module, and {of}.py beside it is not looked for: give the file another name"
    return _not_offered(module, said.group(1), own)


def _not_offered(module: ModuleType, name: str, called: str = "") -> str:
    said = f"{called or module.__name__} has no '{name}'"
    if elsewhere := _faces_with(name):
        return f"{said}: write from {elsewhere[0]} import {name}"
    return f"{said}{nearest(name, _public(module))}"


def _no_name(name: str, last: TracebackType | None) -> str:
    said = f"there is no name '{name}' here"
    if last is not None and re.search(rf"[(,]\s*{name}\s*==", traceback.extract_tb(last)[-1].line or ""):
        return f"{said}: write {name}=..., with one =, to give it in a call"
    if elsewhere := _faces_with(name):
        return f"{said}: write from {elsewhere[0]} import {name}"
    if near := nearest(name, _known(last)):
        return f"{said}{near}"
    homes = {one: face for face in reversed(FACES) for one in _names(face)}
    if far := closest(name, homes, ALIKE):
        return f"{said} (did you mean {far[0]}?): write from {homes[far[0]]} import {far[0]}"
    if python := closest(name, vars(builtins), ALIKE):
        return f"{said} (did you mean {python[0]}?)"
    return f"{said}: define it above, or import it"


def _known(last: TracebackType | None) -> list[str]:
    """The names that are known where the error came up."""
    return [] if last is None else [*last.tb_frame.f_locals, *last.tb_frame.f_globals]


def _last(trace: TracebackType | None) -> TracebackType | None:
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace


def _faces_with(name: str) -> list[str]:
    return [face for face in FACES if name in _names(face)]


def _names(face: str) -> Iterable[str]:
    return _public(import_module(face)) if find_spec(face) is not None else ()


def _public(owner: object) -> Iterable[str]:
    """What a module offers, or an object has: what it says itself, or what begins with no underscore."""
    names: Iterable[str] = getattr(owner, "__all__", None) or dir(owner)
    return [name for name in names if not name.startswith("_")]
