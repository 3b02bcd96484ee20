"""What a module's source says of the values in it: the string below an assignment, or the remark behind it."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from spec.notation.offering import offered


class Assigned(NamedTuple):
    """An assignment: the name, the expression as it is written, and the words beside it."""

    name: str
    value: str
    words: str


def docstring(module: str) -> str:
    """What a module says of itself, without importing it."""
    return ast.get_docstring(_parsed(module)) or ""


def written_beside(module: str, name: str) -> str:
    """What stands beside the assignment of that name, here or where its value comes from; "" if nothing."""
    for one in _assignments(module, _parsed(module).body):
        if one.name == name:
            owner, dot, member = one.value.rpartition(".")
            return one.words or (_member(module, owner, member) if dot else "")
    return next((written_beside(*there) for there in _imported(module, name)), "")


def members(module: str, name: str) -> list[Assigned]:
    """What is assigned in the body of that class, in order."""
    body = next(
        (node.body for node in _parsed(module).body if isinstance(node, ast.ClassDef) and node.name == name),
        list[ast.stmt](),
    )
    return list(_assignments(module, body))


def _member(module: str, owner: str, name: str) -> str:
    return next((one.words for one in members(module, owner) if one.name == name), "")


def _imported(module: str, name: str) -> Iterator[tuple[str, str]]:
    """The module and the name there, for a name that is imported or offered."""
    for node in _parsed(module).body:
        if isinstance(node, ast.ImportFrom) and node.module is not None:
            yield from ((node.module, alias.name) for alias in node.names if name == (alias.asname or alias.name))
        if isinstance(node, ast.If):
            import_module(module)
            yield from [offered(module)[name]] if name in offered(module) else []


def _assignments(module: str, body: Sequence[ast.stmt]) -> Iterator[Assigned]:
    lines = _source(module).splitlines()
    for node, after in zip(body, [*body[1:], None], strict=False):
        words = _string(after) or lines[(node.end_lineno or 0) - 1].partition("  # ")[2]
        yield from (Assigned(name, value, words) for name, value in _pairs(node))


def _pairs(node: ast.stmt) -> Iterator[tuple[str, str]]:
    """Each name that a statement assigns, with its own part of the right side."""
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        yield node.target.id, ast.unparse(node.value) if node.value else ""
    if not isinstance(node, ast.Assign):
        return
    match node.targets[0], node.value:
        case ast.Name(name), value:
            yield name, ast.unparse(value)
        case ast.Tuple(names), value:
            values = value.elts if isinstance(value, ast.Tuple) else [value] * len(names)
            yield from ((ast.unparse(name), ast.unparse(one)) for name, one in zip(names, values, strict=True))
        case _:
            pass


@cache
def _source(module: str) -> str:
    spec = find_spec(module)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).read_text("utf-8")


@cache
def _parsed(module: str) -> ast.Module:
    return ast.parse(_source(module))


def _string(node: ast.stmt | None) -> str:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
        return node.value.value
    return ""
