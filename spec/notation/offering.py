"""A package that offers names of its modules, and imports each module when one of its names is first asked for.

The names stand in the package's own ``if TYPE_CHECKING:`` block, where type checkers and readers look for them.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple


class Home(NamedTuple):
    """Where a name comes from."""

    module: str
    name: str


@cache
def offered(package: str) -> Mapping[str, Home]:
    """The names that the package offers, each with its home."""
    return {name: home for node in ast.parse(source(package)).body for name, home in _imports(node)}


@cache
def source(module: str) -> str:
    """The text of a module, which is found and not imported; "" where it has none.

    It is read from its file: not every loader can be asked for it (pytest's cannot, which loads what is installed).
    """
    found = find_spec(module)
    return Path(found.origin).read_text("utf-8") if found is not None and found.has_location and found.origin else ""


def _imports(node: ast.stmt) -> Iterator[tuple[str, Home]]:
    if not (isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"):
        return
    for line in node.body:
        if isinstance(line, ast.ImportFrom) and line.module is not None:
            for one in line.names:
                if one.name == "*":
                    import_module(line.module)
                    yield from offered(line.module).items()
                else:
                    yield one.asname or one.name, Home(line.module, one.name)


def offer(package: str) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """What a package has for ``__getattr__`` and for ``__dir__``."""

    def get(name: str) -> object:
        if name == "__all__":
            return sorted(offered(package))
        if name.startswith("__") or name not in offered(package):
            raise AttributeError(f"module '{package}' has no attribute '{name}'", name=name, obj=sys.modules[package])
        home = offered(package)[name]
        value: object = getattr(import_module(home.module), home.name)
        setattr(sys.modules[package], name, value)  # the next time it is found without asking
        return value

    def names() -> list[str]:
        return sorted({*vars(sys.modules[package]), *offered(package)})

    return get, names
