"""Calls that do not fit their signature, refused in the user's words instead of Python's."""

from __future__ import annotations

import difflib
import functools
import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from typing import Any, ParamSpec, TypeVar, cast

from spec.notation.column_types import columns_of, misplaced, unfit
from spec.notation.ends import TWO_ENDS
from spec.notation.errors import fault, shown
from spec.notation.naming import checked

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")
NAMED, ANY = inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.VAR_KEYWORD
MEANT = {
    "at": "the states in which it may fire",
    "on": "the event that it waits for",
    "space": "Ours or Theirs",
    "most": "how far it counts",
    "reached": "the Sometimes that shows that its premise is reached",
    "channel": "such as LOSSY",
}
"""What a column is, for who leaves it out."""


def spelt(function: Callable[P, R]) -> Callable[P, R]:
    """The function; SpecError at the user's line where its columns are misspelt, missing or not named."""

    @functools.wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except (TypeError, AttributeError, ValueError):
            said = misfit(function, args, kwargs) or _of_another_kind(function, args, kwargs)
            if said is None:
                raise
        raise fault(said)

    return call


def spelt_class(cls: type[T]) -> type[T]:
    """The dataclass, made only with the columns that it has, and with texts that can be seen."""
    init = spelt(cls.__init__)

    @functools.wraps(cls.__init__)
    def checked_init(self: T, *args: object, **kwargs: object) -> None:
        _sentence_first(self, args)
        init(self, *args, **kwargs)
        _check_texts(self)
        wrong = unfit({one.name: getattr(self, one.name) for one in fields(cast("Any", self))}, columns_of(self))
        if wrong:
            raise fault(f"{type(self).__name__}({wrong}")

    functools.partial(setattr, cls, "__init__")(checked_init)
    return cls


def _sentence_first(made: object, args: tuple[object, ...]) -> None:
    """SpecError where what begins with a sentence is given something else first: columns in another order."""
    name = type(made).__name__
    if args and fields(cast("Any", made))[0].name == "about" and not isinstance(args[0], str):
        raise fault(f'{name}({shown(args[0])}, ...): what it says comes first, in quotes: write {name}("...", ...)')


def _of_another_kind(
    function: Callable[..., object], args: tuple[object, ...], kwargs: Mapping[str, object]
) -> str | None:
    """Which column is given what it cannot be."""
    wrong = misplaced(function, args, kwargs)
    return None if wrong is None else f"{_name(function, args)}({wrong}"


def _check_texts(made: object) -> None:
    """SpecError where a text among its columns, or the name of something in one, cannot be one."""
    for column in fields(cast("Any", made)):
        value, what = getattr(made, column.name), f"{type(made).__name__}({column.name}=...)"
        texts: Iterable[object] = (value,) if column.type == "str" else ()
        if isinstance(value, Mapping | tuple):
            texts = (one for one in cast("Iterable[object]", value) if isinstance(one, str))
        for text in texts:
            checked(text, what)


def misfit(function: Callable[..., object], args: tuple[object, ...], kwargs: Mapping[str, object]) -> str | None:
    """What is wrong with a call; None where it fits the signature and something else went wrong."""
    signature = inspect.signature(function)
    try:
        signature.bind(*args, **kwargs)
    except TypeError:
        pass
    else:
        return None
    name = _name(function, args)
    columns = {one: column for one, column in signature.parameters.items() if one not in ("self", "cls")}
    if any(column.kind is ANY for column in columns.values()):
        return f"{name}(...): give each field by its name"
    unknown = [one for one in kwargs if one not in columns]
    if unknown and name == "System" and isinstance(kwargs[unknown[0]], type):
        return f"System(...) has no {unknown[0]}=...: {TWO_ENDS}"
    if unknown:
        near = difflib.get_close_matches(unknown[0], columns, 1, 0.6)
        meant = f"did you mean {near[0]}=...? " if near else ""
        return f"{name}(...) has no {unknown[0]}=...: {meant}it takes {', '.join(columns)}"
    given = args[1:] if len(columns) < len(signature.parameters) else args
    by_place = [one for one, column in columns.items() if column.kind is not NAMED]
    if len(given) > len(by_place):
        extra = shown(given[len(by_place)])
        return f"{name}(...) is given {extra} without a name: write which of {', '.join(columns)} it is"
    free = [one for one in columns if one not in kwargs and one not in by_place[: len(given)]]
    needed = [one for one in free if columns[one].default is inspect.Parameter.empty]
    meant = f": {MEANT[needed[0]]}" if len(needed) == 1 and needed[0] in MEANT else ""
    return f"{name}(...) lacks {' and '.join(f'{one}=...' for one in needed)}{meant}"


def _name(function: Callable[..., object], args: tuple[object, ...]) -> str:
    owner, _, name = function.__qualname__.rpartition(".")
    if name == "__init__":
        return owner
    return f"{args[0].__name__}.{name}" if args and isinstance(args[0], type) else name
