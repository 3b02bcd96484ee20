"""The reachable graph, as the pictures read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple, Protocol

from checker.results.runs import Action, Point

Mark = Literal["start", "goal", "violation", "open"]


class Edge(NamedTuple):
    """One transition of a graph, between numbered states."""

    source: int
    target: int
    label: str
    """``A active OPEN``, ``B rcv SYN,ACK``, ``lose SYN to B``."""
    action: Action


class Graph(Protocol):
    """The reachable graph.  States are numbered from 0 in the order in which the search met them."""

    @property
    def title(self) -> str:
        """The model's name."""
        ...

    @property
    def states(self) -> int: ...

    @property
    def complete(self) -> bool:
        """Whether every reachable state is there."""
        ...

    @property
    def marks(self) -> Mapping[int, Mark]:
        """The states that deserve a second sign: start, goal, violation, not expanded."""
        ...

    def point(self, state: int) -> Point: ...

    def edges(self) -> Iterator[Edge]:
        """Every transition, in the order of the search, self-loops included."""
        ...

    def find(self, point: Point) -> int:
        """The number of that state; KeyError if it was not reached."""
        ...
