"""A person's files may import each other: ``from helpers import Hasty`` finds ``helpers.py`` beside the importing file.

Their folder is never put on ``sys.path``, and what Python and its packages have comes first: a ``queue.py`` there does
not hide Python's own.  A file is run once, however many import it.
"""

from __future__ import annotations

import contextlib
import importlib.machinery
import importlib.util
import inspect
import sys
from collections.abc import Generator, Sequence
from pathlib import Path
from types import CodeType, ModuleType

modules: dict[str, ModuleType] = {}
"""Every file that was run, or is being run, by its full path."""
touched: set[str] = set()
"""The full paths of these, and of those that failed."""


def run(name: str, full: str) -> ModuleType:
    """The module of that name, from that file, run now."""
    loader = _Shared(name, full)
    spec = importlib.util.spec_from_loader(name, loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses and enumerations look their module up
    loader.exec_module(module)
    return module


@contextlib.contextmanager
def importing() -> Generator[None, None, None]:
    """What is run meanwhile finds the files beside it; before and afterwards none is known by its bare name."""
    if not any(isinstance(one, _Beside) for one in sys.meta_path):
        sys.meta_path.append(_Beside())
    _forget()
    try:
        yield
    finally:
        _forget()


def _forget() -> None:
    for name in [name for name, one in sys.modules.items() if isinstance(_loader(one), _Shared)]:
        if name.isidentifier():  # the name that a command gives to a file is none
            del sys.modules[name]


def _loader(module: object) -> object:
    return getattr(getattr(module, "__spec__", None), "loader", None)


class _Shared(importlib.machinery.SourceFileLoader):
    """Runs a file once; reads its source, for a cache beside a file that is being edited may be stale."""

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType | None:
        return modules.get(self.path)

    def exec_module(self, module: ModuleType) -> None:
        if modules.get(self.path) is module:
            return
        modules[self.path] = module
        touched.add(self.path)
        try:
            super().exec_module(module)
        except BaseException:
            del modules[self.path]
            raise

    def get_code(self, fullname: str) -> CodeType:
        return self.source_to_code(self.get_data(self.path), self.path)


class _Beside:  # a finder needs no base, and importlib.abc brings half a dozen packages with it
    """Finds files beside the one that imports; it is asked last."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if path is not None:
            return None
        full = _file(fullname)
        return None if full is None else importlib.util.spec_from_loader(fullname, _Shared(fullname, full))


def _file(name: str) -> str | None:
    """The file of that name beside the importing one; else the only one that was run."""
    importer = _importer()
    if importer is not None:
        beside = Path(importer).with_name(f"{name}.py")
        return str(beside) if beside.is_file() else None
    known = [full for full in modules if Path(full).stem == name]
    return known[0] if len(known) == 1 else None


def _importer() -> str | None:
    """The person's file whose code imports; None where somebody else does, such as pickle."""
    frame = inspect.currentframe()
    while frame is not None and _imports(frame.f_code.co_filename):
        frame = frame.f_back
    file = "" if frame is None else frame.f_code.co_filename
    return file if file in modules else None


def _imports(file: str) -> bool:
    return file in (__file__, importlib.__file__) or file.startswith("<frozen importlib")
