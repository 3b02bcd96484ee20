"""The one exception of the notation, and the place in a user's file that it names."""

from __future__ import annotations

import enum
import inspect
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from spec.notation.letters import escaped


class SpecError(Exception):
    """A declaration that cannot be meant: one sentence with file, line, the fault and what to write.

    Its text is on one line and can be seen, whatever names and lines of files are quoted in it.
    """

    def __str__(self) -> str:
        return escaped(super().__str__())


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a file.

    >>> str(Place("homework/mine.py", 12))
    'mine.py:12'
    """

    file: str
    line: int

    def __str__(self) -> str:
        return f"{Path(self.file).name}:{self.line}"


def here() -> Place:
    """The line of the user's file that called into the notation.

    Frames of the notation itself are passed over, with what ``dataclasses`` writes for it, and those that set
    ``__tracebackhide__``, as pytest has it.  A function of a protocol that handwave brings (``opening``, ``send``) is
    passed over too, where somebody's own line called it.
    """
    frame = _blamed(users_frame())
    return Place("<unknown>", 0) if frame is None else Place(frame.f_code.co_filename, frame.f_lineno)


def users_frame() -> FrameType | None:
    """The frame of the file that called into the notation; None if there is none."""
    frame = inspect.currentframe()
    while frame is not None and _ours(frame):
        frame = frame.f_back
    return frame


def _blamed(first: FrameType | None) -> FrameType | None:
    """Where somebody's own line called a function that handwave brings; the first where nobody's did."""
    frame = first
    while frame is not None and (_ours(frame) or _brought(frame)):
        frame = frame.f_back
    return first if frame is None or _belongs(frame, ENGINES) else frame


ENGINES = ("checker", "diagrams")


def _ours(frame: FrameType) -> bool:
    # a file name would not do: dataclasses write "<string>"
    return _belongs(frame, ("dataclasses", "spec.notation")) or "__tracebackhide__" in frame.f_locals


def _brought(frame: FrameType) -> bool:
    """Whether it is a function of a protocol that handwave brings; what stands outside functions is a declaration."""
    return _belongs(frame, ("spec",)) and bool(frame.f_code.co_flags & inspect.CO_OPTIMIZED)


def _belongs(frame: FrameType, packages: tuple[str, ...]) -> bool:
    module = str(frame.f_globals.get("__name__", "")) + "."
    return module.startswith(tuple(f"{one}." for one in packages))


LONGEST = 40
"""Letters of a value in a message."""


def shown(value: object) -> str:
    """A value as its user wrote it, in a message: what has a name by its name, what would be long as *a Row*."""
    name = value.name if isinstance(value, enum.Enum) else getattr(value, "__name__", None)
    if isinstance(name, str):
        return name
    text = repr(value)
    if len(text) <= LONGEST and not text.startswith("<"):
        return text
    if isinstance(value, str):
        return f"{text[:LONGEST]}...{text[0]}"
    kind = type(value).__name__
    return f"{'an' if kind[0] in 'AEIOUaeiou' else 'a'} {kind}"


def fault(text: str) -> SpecError:
    """A SpecError at the user's line."""
    return SpecError(f"{here()}: {text}")
