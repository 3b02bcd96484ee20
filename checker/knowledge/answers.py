"""What is told of knowledge: a table along a run, and points that look the same."""

from __future__ import annotations

from dataclasses import dataclass

from checker.results.runs import Trace
from spec.notation.nodes import End


@dataclass(frozen=True, slots=True)
class KnowledgeCell:
    """Whether a row's formula is true at a moment of the run."""

    true: bool
    behind: int | None = None
    """In how many points the end, for all it has seen, may be; None where the row asks for nobody's knowledge."""


@dataclass(frozen=True, slots=True)
class RunSoFar:
    """A column: the run so far."""

    steps: int
    """How many of the trace's steps have been taken."""
    text: str
    """The message that has just arrived, ``<SEQ=100><CTL=SYN> to B``; empty at the start."""
    short: str = ""
    """The same in a word or two: ``SYN to B``."""


@dataclass(frozen=True, slots=True)
class KnowledgeTable:
    """Who knows what after which message of one run."""

    model: str
    name: str
    about: str
    run: Trace
    moments: tuple[RunSoFar, ...]
    rows: tuple[tuple[str, tuple[KnowledgeCell, ...]], ...]
    """Each row's words, and a cell for each moment."""
    points: int
    """Points of all runs that stand behind it."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One link of a chain: an end cannot tell the run before from this one."""

    end: End
    run: Trace
    facts: tuple[str, ...] | None = None
    """What is true of the world of that run; None where there is one world alone."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why something is not known: a chain of runs, in the last of which it is false."""

    asked: str
    here: Trace
    doubts: tuple[Doubt, ...]
    false: str
    """What is false at the end of the chain."""
