"""What a column was given that it cannot be: asked where a call went wrong, and of what a class was made with."""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Union, cast

from spec.notation.errors import shown

WORDS: Mapping[object, str] = {str: "a text in quotes", int: "a whole number", float: "a number", bool: "True or False"}


def misplaced(function: Callable[..., object], args: tuple[object, ...], kwargs: Mapping[str, object]) -> str | None:
    """The first column that is given what it cannot be, ``in_flight=3): give ...``; None where each may be so."""
    bound = inspect.signature(function).bind(*args, **kwargs).arguments
    return unfit(bound, _hints(function))


def unfit(given: Mapping[str, object], hints: Mapping[str, Any]) -> str | None:
    """The same of columns by name."""
    for name, value in given.items():
        if name in hints and not _fits(value, hints[name]):
            return f"{name}={shown(value)}): give {_words(hints[name])}"
    return None


def columns_of(made: object) -> Mapping[str, Any]:
    """What each column of a class may be."""
    return _hints(cast("Any", type(made)))


@lru_cache(maxsize=256)
def _hints(of: Any) -> Mapping[str, Any]:
    """What each column may be; nothing of those whose annotation cannot be read here."""
    try:
        return typing.get_type_hints(inspect.unwrap(of) if callable(of) and not isinstance(of, type) else of)
    except (NameError, TypeError):
        return {}


def _fits(value: object, hint: Any) -> bool:
    """Whether it may be so: what is inside is looked at one level down; a list may stand for a tuple."""
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin in (Union, types.UnionType):
        return any(_fits(value, part) for part in parts)
    if origin is type:
        kind = typing.get_origin(parts[0]) or parts[0]
        return isinstance(value, type) and (not isinstance(kind, type) or issubclass(value, kind))
    if origin is tuple and len(parts) == 2 and parts[1] is ...:
        items = cast("Sequence[object]", value)
        return isinstance(value, tuple | list) and all(_fits(one, parts[0]) for one in items)
    if isinstance(origin, type):
        return isinstance(value, list if origin is tuple and isinstance(value, list) else origin)
    if hint is int or hint is float:
        return isinstance(value, int) or (hint is float and isinstance(value, float))
    return (
        isinstance(value, hint)
        if isinstance(hint, type) and not _is_protocol(hint)
        else hint is not None or value is None
    )


def _is_protocol(hint: type) -> bool:
    return bool(getattr(hint, "_is_protocol", False))


def _words(hint: Any) -> str:
    """``a Store``, ``several of Hop in brackets``."""
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin in (Union, types.UnionType):
        return " or ".join(dict.fromkeys(_words(part) for part in parts if part is not type(None)))
    if origin is type:
        return f"a class made from {getattr(parts[0], '__name__', parts[0])}"
    if origin is tuple and len(parts) == 2 and parts[1] is ...:
        return f"each {getattr(parts[0], '__name__', 'one')} in brackets, with a comma: (one,)"
    if origin is tuple:
        return "two in brackets"
    if isinstance(origin, type):
        if issubclass(origin, Mapping):
            return "a dictionary"
        return "several in brackets" if issubclass(origin, Iterable) else "a function"
    name = getattr(hint, "__name__", str(hint))
    return WORDS.get(hint, f"a{'n' * (name[:1] in 'AEIOU')} {name}")
