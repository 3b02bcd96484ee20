"""What a module's source says of a value in it: the string below its assignment, or the remark behind it."""

from __future__ import annotations

import ast
from functools import cache
from importlib.util import find_spec
from pathlib import Path


def written_beside(module: str, name: str) -> str:
    """What stands beside the assignment of that name, here or where it was imported from; "" if nothing."""
    lines, body = _parsed(module)
    for node, after in zip(body, [*body[1:], None], strict=True):
        if name in _assigned(node):
            return _string(after) or lines[(node.end_lineno or 0) - 1].partition("  # ")[2]
        if isinstance(node, ast.ImportFrom) and node.module is not None:
            for alias in node.names:
                if name == (alias.asname or alias.name):
                    return written_beside(node.module, alias.name)
    return ""


@cache
def _parsed(module: str) -> tuple[list[str], list[ast.stmt]]:
    spec = find_spec(module)
    assert spec is not None
    assert spec.origin is not None
    source = Path(spec.origin).read_text("utf-8")
    return source.splitlines(), ast.parse(source).body


def _assigned(node: ast.stmt) -> list[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    flat = [one for target in targets for one in (target.elts if isinstance(target, ast.Tuple) else [target])]
    return [one.id for one in flat if isinstance(one, ast.Name)]


def _string(node: ast.stmt | None) -> str:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
        return node.value.value
    return ""
