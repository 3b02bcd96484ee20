"""What holds for every exploration while it is in force: limits where the caller gives none, and who is told.

The pytest plugin sets it around each test.  Without it nothing is limited and nobody is told.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, Protocol, get_args

if TYPE_CHECKING:
    from checker.results.answers import Answer, Coverage


EngineName = Literal["auto", "python", "native"]
"""Who searches.  ``auto``: Python begins, and compiled kernels take a large search over where there are any."""
ENGINES: tuple[EngineName, ...] = get_args(EngineName)


class Extent(Protocol):
    """How far an exploration came."""

    name: str

    @property
    def states(self) -> int: ...

    @property
    def pairs(self) -> int:
        """How many pairs of local states the verdicts rest on; 0: on the states that were met."""
        ...

    @property
    def transitions(self) -> int: ...

    @property
    def depth(self) -> int: ...

    @property
    def seconds(self) -> float: ...

    @property
    def complete(self) -> bool: ...

    @property
    def cut(self) -> str:
        """What cut the search short, in words."""
        ...

    @cached_property
    def coverage(self) -> Coverage: ...


class Listener(Protocol):
    """Someone who is told."""

    def explored(self, found: Extent) -> None:
        """An exploration has ended."""
        ...

    def asked(self, answer: Answer, found: Extent) -> None:
        """Someone was given this answer of an exploration; it is false where the question was answered with no."""
        ...


@dataclass(frozen=True, slots=True)
class Orders:
    """Limits and the engine for explorations that are given none, as in ``explore``, and a listener."""

    max_states: int | None = None
    max_depth: int | None = None
    timeout: float | None = None
    listener: Listener | None = None
    engine: str = "auto"


NONE = Orders()
_now: ContextVar[Orders] = ContextVar("orders", default=NONE)


def in_force() -> Orders:
    """The orders of this moment."""
    return _now.get()


@contextmanager
def standing(orders: Orders) -> Generator[None, None, None]:
    """Put the orders in force until the block ends."""
    token = _now.set(orders)
    try:
        yield
    finally:
        _now.reset(token)
